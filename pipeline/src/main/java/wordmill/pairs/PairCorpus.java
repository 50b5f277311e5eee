package wordmill.pairs;

import java.io.IOException;
import java.util.List;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;

/** An artifact {@code pairs}: its vocabularies, and how many pairs are where. */
public final class PairCorpus {
  private final ArtifactFolder folder;
  private final PairVocabularies vocabularies;
  private final List<PairFile> files;

  private PairCorpus(ArtifactFolder folder, PairVocabularies vocabularies, List<PairFile> files) {
    this.folder = folder;
    this.vocabularies = vocabularies;
    this.files = files;
  }

  /**
   * Opens an artifact. Memory: both vocabularies, and some 100 bytes a file.
   *
   * @throws wordmill.config.BadInputException naming the file, if one that is read here is missing
   *     or damaged
   */
  public static PairCorpus of(Artifact pairs) throws IOException {
    return new PairCorpus(pairs.folder(), PairVocabularies.read(pairs), PairFile.of(pairs));
  }

  /** N. */
  public long trainingPairs() {
    return pairs(PairSet.TRAINING);
  }

  /** Of the training targets, an end for each among them. */
  public long trainingTokens() {
    return files(PairSet.TRAINING).stream()
        .mapToLong(file -> file.targetTokens() + file.pairs())
        .sum();
  }

  /** Of both sides. */
  public PairVocabularies vocabularies() {
    return vocabularies;
  }

  public long validationPairs() {
    return pairs(PairSet.VALIDATION);
  }

  public long testPairs() {
    return pairs(PairSet.TEST);
  }

  ArtifactFolder folder() {
    return folder;
  }

  /** The files of a set, in the order of its pairs. */
  List<PairFile> files(PairSet set) {
    return files.stream().filter(each -> each.isOf(set)).toList();
  }

  private long pairs(PairSet set) {
    return files(set).stream().mapToLong(PairFile::pairs).sum();
  }
}
