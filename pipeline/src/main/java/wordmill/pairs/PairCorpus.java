package wordmill.pairs;

import java.io.IOException;
import java.util.List;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.vocab.Vocabulary;

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

  public Vocabulary sourceVocabulary() {
    return vocabularies.source();
  }

  public Vocabulary targetVocabulary() {
    return vocabularies.target();
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

  /** Writes both vocabularies, for an artifact that is made of these pairs. */
  public List<DataFile> writeVocabularies(ArtifactFolder out) throws IOException {
    return vocabularies.write(out);
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
