package wordmill.text;

import java.io.Serializable;
import java.util.List;

/**
 * What one task reads, in this order.
 *
 * @param slices one slice of a large file, or many small files
 */
public record TextSplit(List<Slice> slices) implements Serializable {
  public TextSplit {
    slices = List.copyOf(slices);
  }

  /**
   * The lines of a file that begin after {@code from}, the first line of the file included, up to
   * and with the one that begins at or crosses {@code to}. For .bz2 the same holds of the blocks
   * that start in {@code [from, to)}.
   *
   * @param path the file
   * @param from first byte, as stored
   * @param to end, as stored; the file's end, or later, for the last slice
   */
  public record Slice(String path, long from, long to) implements Serializable {}
}
