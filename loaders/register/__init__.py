"""The register of authorities: their names, codes and lifetimes, and the shapes of those of today."""
