"""The world `track`: a road on a floor, a small car on it, and what stands beside the road."""
