"""What training needs of the simulator: experts that drive, drawn pictures. It hands over files."""
