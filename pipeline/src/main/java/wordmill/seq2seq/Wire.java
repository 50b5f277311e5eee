package wordmill.seq2seq;

/**
 * An output within the network that is being put together.
 *
 * @param vertex whose it is
 * @param width its columns
 */
record Wire(String vertex, int width) {}
