package wordmill.text;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.store.HadoopConf;

/**
 * The files of the input, sorted by path, and the plan of who reads what. It follows from the files
 * alone, so it is the same on every cluster. Made on the driver; memory grows by some 300 bytes a
 * file.
 */
public final class TextListing {
  /** What opening a file costs, in bytes read: five hundred tiny files fill a split of 8 MiB. */
  private static final long OPENING_BYTES = 16 << 10;

  /** From so many splits on they grow, up to a size, before they become more. */
  private static final int ENOUGH_SPLITS = 128;

  private static final long LARGE_SPLIT_BYTES = 64 << 20;

  private final List<TextFile> files;

  TextListing(Collection<TextFile> files) {
    this.files = files.stream().sorted(Comparator.comparing(TextFile::path)).toList();
  }

  /**
   * Lists the inputs, folders recursively; names that start with {@code _} or {@code .} inside them
   * and empty files are passed over. A file that is named twice is read once.
   *
   * @throws BadInputException if a path is missing or not readable, or there is nothing to read
   */
  public static TextListing of(TextOptions text, HadoopConf hadoop) throws IOException {
    TreeMap<String, TextFile> files = new TreeMap<>();
    for (String name : text.input()) {
      List<TextFile> found = filesBelow(new Path(name), text.key(), hadoop);
      BadInputException.check(
          !found.isEmpty(),
          "%s: the folder %s holds no files (names starting with _ or . are passed over)",
          text.key(),
          name);
      found.forEach(file -> files.putIfAbsent(file.path(), file));
    }
    int all = files.size();
    files.values().removeIf(file -> file.bytes() == 0);
    BadInputException.check(
        !files.isEmpty(),
        "%s: the corpus is empty: %s holds %d files, all of 0 bytes",
        text.key(),
        String.join(", ", text.input()),
        all);
    return new TextListing(files.values());
  }

  public List<TextFile> files() {
    return files;
  }

  /** Bytes of all files as stored. */
  public long bytes() {
    return files.stream().mapToLong(TextFile::bytes).sum();
  }

  /** About how many bytes of text the files hold once they are unpacked. */
  public long textBytes() {
    return files.stream().mapToLong(TextFile::textBytes).sum();
  }

  /**
   * A digest of all files' relative paths, lengths and modification times, in hex: the same as long
   * as no file is added, removed, renamed or written. No file is opened.
   */
  public String fingerprint() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    for (TextFile file : files) {
      String line = file.relative() + "\t" + file.bytes() + "\t" + file.modified() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * About how much of an input one task reads: {@code smallest}, or up to 64 MiB where there would
   * be more than 128 splits. A task costs driver and executor about as much as reading 5 MiB, and
   * each of V words that a split has is shuffled once for it.
   *
   * @param bytes of the whole input
   */
  public static long splitBytes(long bytes, long smallest) {
    return Math.max(smallest, Math.min(bytes / ENOUGH_SPLITS, LARGE_SPLIT_BYTES));
  }

  /**
   * Cuts large files into even slices of at most {@link #splitBytes}, but .gz files not at all, and
   * packs small files together up to that size. Every byte is in one slice.
   */
  public List<TextSplit> splits(long smallest) {
    long splitBytes = splitBytes(bytes(), smallest);
    List<TextSplit> splits = new ArrayList<>();
    List<TextSplit.Slice> packed = new ArrayList<>();
    long weight = 0;
    for (TextFile file : files) {
      long cost = file.bytes() + OPENING_BYTES;
      if (!packed.isEmpty() && weight + cost > splitBytes + OPENING_BYTES) {
        splits.add(new TextSplit(packed));
        packed = new ArrayList<>();
        weight = 0;
      }
      if (file.bytes() > splitBytes && Packing.of(file.path()).canBeCut()) {
        long pieces = (file.bytes() - 1) / splitBytes + 1;
        for (long i = 0; i < pieces; i++) {
          long from = evenCut(file.bytes(), pieces, i);
          long to = evenCut(file.bytes(), pieces, i + 1);
          splits.add(new TextSplit(List.of(new TextSplit.Slice(file.path(), from, to))));
        }
      } else {
        packed.add(new TextSplit.Slice(file.path(), 0, file.bytes()));
        weight += cost;
      }
    }
    if (!packed.isEmpty()) {
      splits.add(new TextSplit(packed));
    }
    return splits;
  }

  /** i · bytes / pieces without overflow. */
  private static long evenCut(long bytes, long pieces, long i) {
    return bytes / pieces * i + Math.min(i, bytes % pieces);
  }

  private static List<TextFile> filesBelow(Path root, String key, HadoopConf hadoop)
      throws IOException {
    List<TextFile> found = new ArrayList<>();
    try {
      FileSystem fileSystem = hadoop.fileSystem(root);
      FileStatus status = fileSystem.getFileStatus(root);
      if (status.isFile()) {
        found.add(file(status, root.getName()));
      } else {
        addFiles(fileSystem, status.getPath(), "", found);
      }
    } catch (FileNotFoundException e) {
      throw new BadInputException("%s: there is no file or folder %s", key, root);
    } catch (IOException e) {
      throw new BadInputException("%s: %s cannot be read: %s", key, root, e.getMessage());
    }
    return found;
  }

  private static void addFiles(
      FileSystem fileSystem, Path folder, String prefix, List<TextFile> found) throws IOException {
    for (FileStatus status : fileSystem.listStatus(folder)) {
      String name = status.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (status.isDirectory()) {
        addFiles(fileSystem, status.getPath(), prefix + name + "/", found);
      } else {
        found.add(file(status, prefix + name));
      }
    }
  }

  private static TextFile file(FileStatus status, String relative) {
    return new TextFile(
        status.getPath().toString(), relative, status.getLen(), status.getModificationTime());
  }
}
