"""The panels beside the charts: parameters, transport and summary."""
