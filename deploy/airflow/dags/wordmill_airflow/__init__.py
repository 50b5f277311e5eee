"""Scheduled runs of Wordmill: stages by spark-submit, a gate, and a pointer to what is published."""
