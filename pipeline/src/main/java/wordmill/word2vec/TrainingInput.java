package wordmill.word2vec;

import java.util.Optional;
import wordmill.store.Artifact;
import wordmill.vocab.Vocabulary;

/**
 * What is trained on.
 *
 * @param start an artifact of kind embeddings to start from; words it lacks start at random
 */
public record TrainingInput(Artifact corpus, Vocabulary vocabulary, Optional<Artifact> start) {}
