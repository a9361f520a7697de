"""posref: the offline bilingual desk reference for point-of-sale trouble."""

__version__ = "0.1.0"
