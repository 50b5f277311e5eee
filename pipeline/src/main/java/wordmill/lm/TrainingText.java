package wordmill.lm;

import java.util.Optional;
import wordmill.embeddings.Embeddings;
import wordmill.store.Artifact;
import wordmill.text.TextOptions;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;

/**
 * What a language model is made from.
 *
 * @param corpus to learn from
 * @param vocabulary that it is encoded with
 * @param text how other files are read, as the corpus was
 * @param vectors that its words' embeddings start as
 */
public record TrainingText(
    Artifact corpus,
    Vocabulary vocabulary,
    VocabularyOptions words,
    TextOptions text,
    Optional<Embeddings> vectors) {}
