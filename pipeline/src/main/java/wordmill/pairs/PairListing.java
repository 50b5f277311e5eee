package wordmill.pairs;

import static wordmill.config.BadInputException.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import wordmill.store.HadoopConf;
import wordmill.text.TextFile;
import wordmill.text.TextListing;
import wordmill.text.TextOptions;
import wordmill.text.TextSplit;

/**
 * The files of a set of pairs, and the plan of who reads what, which follows from them alone. Files
 * whose lines have both sides are cut into splits, and small ones packed together. A couple of
 * aligned files is one task's: a line's number is known only by reading all lines before it.
 */
public final class PairListing {
  private final PairFiles files;
  private final TextOptions text;
  private final List<TextListing> sources;
  private final List<TextListing> targets; // of aligned files: one for each of the sources

  private PairListing(
      PairFiles files, TextOptions text, List<TextListing> sources, List<TextListing> targets) {
    this.files = files;
    this.text = text;
    this.sources = sources;
    this.targets = targets;
  }

  /**
   * Lists the files. Aligned ones count in the order in which they are named, and by path within a
   * folder; others by path.
   *
   * @throws wordmill.config.BadInputException if a path is missing or not readable, or there is
   *     nothing to read in it
   */
  public static PairListing of(PairFiles files, TextOptions text, HadoopConf hadoop)
      throws IOException {
    List<TextListing> sources = new ArrayList<>();
    List<TextListing> targets = new ArrayList<>();
    if (files.isAligned()) {
      for (int i = 0; i < files.input().size(); i++) {
        sources.add(list(text, files.key(), files.input().subList(i, i + 1), hadoop));
        targets.add(list(text, files.targetKey(), files.target().subList(i, i + 1), hadoop));
      }
    } else if (!files.input().isEmpty()) {
      sources.add(list(text, files.key(), files.input(), hadoop));
    }
    return new PairListing(files, text, sources, targets);
  }

  private static TextListing list(
      TextOptions text, String key, List<String> names, HadoopConf hadoop) throws IOException {
    return TextListing.of(text.reading(key, names), hadoop);
  }

  /** About how many bytes of text the files hold once they are unpacked. */
  public long textBytes() {
    return Stream.concat(sources.stream(), targets.stream())
        .mapToLong(TextListing::textBytes)
        .sum();
  }

  /**
   * Digests of the sources' files, as {@link TextListing#fingerprint}: the same pairs, in order.
   */
  public List<String> sourceFingerprints() {
    return sources.stream().map(TextListing::fingerprint).toList();
  }

  /** Digests of the targets' files; none unless they are files of their own. */
  public List<String> targetFingerprints() {
    return targets.stream().map(TextListing::fingerprint).toList();
  }

  /**
   * What each task reads, in the order of the pairs.
   *
   * @throws wordmill.config.BadInputException if a folder and its counterpart hold different
   *     numbers of files
   */
  List<PairSplit> splits() {
    List<PairSplit> splits = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      if (files.isAligned()) {
        addCouples(i, splits);
      } else {
        TextOptions both = text.reading(files.key(), files.input());
        for (TextSplit split : sources.get(i).splits(text.splitBytes())) {
          splits.add(new TabSplit(split, both));
        }
      }
    }
    return splits;
  }

  private void addCouples(int i, List<PairSplit> splits) {
    List<TextFile> left = sources.get(i).files();
    List<TextFile> right = targets.get(i).files();
    check(
        left.size() == right.size(),
        "%s holds %d files that are not empty, but %s holds %d: each of one belongs to one of the"
            + " other",
        files.input().get(i),
        left.size(),
        files.target().get(i),
        right.size());
    TextOptions leftOptions = text.reading(files.key(), files.input().subList(i, i + 1));
    TextOptions rightOptions = text.reading(files.targetKey(), files.target().subList(i, i + 1));
    for (int k = 0; k < left.size(); k++) {
      splits.add(
          new AlignedFiles(whole(left.get(k)), whole(right.get(k)), leftOptions, rightOptions));
    }
  }

  private static TextSplit.Slice whole(TextFile file) {
    return new TextSplit.Slice(file.path(), 0, file.bytes());
  }
}
