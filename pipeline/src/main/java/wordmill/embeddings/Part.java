package wordmill.embeddings;

import java.io.Serializable;
import java.util.List;
import wordmill.store.DataFile;

/**
 * The work of one task.
 *
 * @param number of the part file to write
 * @param left rows of U
 * @param right the same rows of V, or none if contexts are left out
 */
record Part(int number, DataFile left, List<DataFile> right) implements Serializable {}
