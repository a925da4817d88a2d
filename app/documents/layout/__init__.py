"""Where everything stands: blocks measured, fitted and flowed on to pages, the same for PDF and Word."""
