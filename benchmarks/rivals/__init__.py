"""What others do, written anew from what they publish, to be measured beside the kit's way."""
