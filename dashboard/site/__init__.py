"""The service as files: each page, its drawings and its data written once, for a host that needs no program."""
