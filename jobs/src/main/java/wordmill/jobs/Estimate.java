package wordmill.jobs;

/**
 * What a stage may need, to the nearest factor of two or three.
 *
 * @param memory bytes, on the driver or of one task, whichever is more, beside Spark's own
 * @param shuffle bytes through the shuffle
 * @param disk bytes of the artifact
 */
record Estimate(long memory, long shuffle, long disk) {}
