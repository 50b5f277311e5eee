package wordmill.pairs;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.vocab.Vocabulary;

/**
 * The words of either side, {@link Vocabulary#UNKNOWN} among them; a shared vocabulary is both.
 *
 * @param source of V words
 * @param target of V' words
 */
public record PairVocabularies(Vocabulary source, Vocabulary target) implements Serializable {

  /** Tokens of the training pairs that are no words. */
  long unknownTokens() {
    long inTarget = target == source ? 0 : unknown(target);
    return unknown(source) + inTarget;
  }

  private static long unknown(Vocabulary vocabulary) {
    return vocabulary.count(vocabulary.id(Vocabulary.UNKNOWN).orElseThrow());
  }

  /** Writes both. */
  public List<DataFile> write(ArtifactFolder out) throws IOException {
    return List.of(
        source.write(out, PairFormat.SOURCE_VOCABULARY),
        target.write(out, PairFormat.TARGET_VOCABULARY));
  }

  /**
   * Reads both, of an artifact of pairs or of a model.
   *
   * @throws wordmill.config.BadInputException naming the file that is missing or damaged
   */
  public static PairVocabularies read(Artifact pairs) throws IOException {
    return new PairVocabularies(
        Vocabulary.read(pairs, PairFormat.SOURCE_VOCABULARY),
        Vocabulary.read(pairs, PairFormat.TARGET_VOCABULARY));
  }
}
