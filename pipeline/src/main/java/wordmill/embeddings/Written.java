package wordmill.embeddings;

import java.io.Serializable;
import wordmill.store.DataFile;

/**
 * A part file and the ids in it.
 *
 * @param first the first id, or −1 if the file is empty
 * @param rows how many follow one another from there
 */
record Written(int first, int rows, DataFile file) implements Serializable {}
