package wordmill.linalg;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * How the rows of a matrix are dealt to files and, within a file, to groups that fit in memory: row
 * r lies in file r mod files, so frequent words are spread evenly, and a group is a run of rows of
 * one file. Keys number the groups of all files: file · groups + group.
 */
public final class RowGroups implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final int files;
  private final int[] first; // of group g: index r / files of its first row; closed by the last

  private RowGroups(int rows, int files, int[] first) {
    this.rows = rows;
    this.files = files;
    this.first = first;
  }

  /**
   * Groups of at most {@code cells} cells, or of one row if it alone has more.
   *
   * @param cellsOf most cells that a row may have
   */
  public static RowGroups of(int rows, int files, long cells, IntToLongFunction cellsOf) {
    int indices = (rows + files - 1) / files;
    int[] first = new int[indices + 1];
    int groups = 0;
    long open = 0;
    for (int index = 0; index < indices; index++) {
      long most = 0;
      for (int row = index * files; row < Math.min(rows, (index + 1) * files); row++) {
        most = Math.max(most, cellsOf.applyAsLong(row));
      }
      if (open > 0 && open + most > cells) {
        first[++groups] = index;
        open = 0;
      }
      open += most;
    }
    first[++groups] = indices;
    return new RowGroups(rows, files, Arrays.copyOf(first, groups + 1));
  }

  public int rows() {
    return rows;
  }

  public int files() {
    return files;
  }

  public int groups() {
    return first.length - 1;
  }

  public int key(int file, int group) {
    return file * groups() + group;
  }

  public int fileOf(int key) {
    return key / groups();
  }

  /** The key of each row's group. Memory: 4 bytes a row. */
  public int[] keysByRow() {
    int[] keys = new int[rows];
    for (int group = 0; group < groups(); group++) {
      int end = (int) Math.min(rows, (long) first[group + 1] * files);
      for (int row = first[group] * files; row < end; row++) {
        keys[row] = key(row % files, group);
      }
    }
    return keys;
  }

  /** The lowest row of a group. */
  public int firstRow(int file, int group) {
    return first[group] * files + file;
  }

  /** A bound above the rows of a group, which step by {@link #files}. */
  public int endRow(int file, int group) {
    return (int) Math.min(rows, (long) first[group + 1] * files + file);
  }
}
