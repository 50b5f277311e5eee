package wordmill.embeddings;

/**
 * A word found by a query.
 *
 * @param id of the word
 * @param word itself
 * @param score its cosine, −1 to 1, or what an analogy's rule makes of three
 */
public record Neighbour(int id, String word, float score) {}
