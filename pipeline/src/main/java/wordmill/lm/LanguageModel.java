package wordmill.lm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import wordmill.config.BadInputException;
import wordmill.corpus.SentenceEncoder;
import wordmill.nn.Networks;
import wordmill.nn.Weights;
import wordmill.random.Generator;
import wordmill.store.Artifact;
import wordmill.store.DataFile;
import wordmill.store.TensorFile;
import wordmill.text.Tokenization;
import wordmill.vocab.Vocabulary;

/**
 * A trained language model, to be asked. A text begins as if a sentence had just ended. Memory: the
 * network and the vocabulary. Not for several threads.
 */
public final class LanguageModel {
  /** Tokens that are scored at once. */
  private static final int WINDOW = 64;

  private final Vocabulary vocabulary;
  private final ModelOptions options;
  private final ComputationGraph graph;

  private LanguageModel(Vocabulary vocabulary, ModelOptions options, ComputationGraph graph) {
    this.vocabulary = vocabulary;
    this.options = options;
    this.graph = graph;
  }

  /**
   * Reads a model.
   *
   * @throws BadInputException naming the file that is missing, damaged or does not fit
   */
  public static LanguageModel read(Artifact artifact) throws IOException {
    Vocabulary vocabulary = Vocabulary.read(artifact);
    List<DataFile> weights = artifact.files(SparkLanguageModel.WEIGHTS);
    String path = artifact.folder().path() + "/" + SparkLanguageModel.WEIGHTS;
    BadInputException.check(!weights.isEmpty(), "there is no %s", path);
    try (TensorFile file = TensorFile.open(artifact.folder(), weights.get(0))) {
      ModelOptions options = ModelOptions.of(file.metadata(), path);
      ComputationGraphConfiguration network =
          LanguageModelGraph.inference(options.network(), vocabulary.size() + 1);
      Weights.check(file, network); // before there is memory for what the options claim
      ComputationGraph graph = Networks.build(network);
      Weights.read(file, graph);
      return new LanguageModel(vocabulary, options, graph);
    }
  }

  private int endOfSentence() {
    return vocabulary.size();
  }

  private void forget() {
    for (Layer layer : graph.getLayers()) {
      if (layer instanceof RecurrentLayer recurrent) {
        recurrent.rnnClearPreviousState();
      }
    }
  }

  /** Lines to word ids as the model's corpus was encoded. */
  public SentenceEncoder encoder() {
    return SentenceEncoder.of(options.tokenizer(), vocabulary, options.words());
  }

  /** Whether it predicts characters, not words. */
  public boolean isOfCharacters() {
    return options.tokenizer() == Tokenization.CHARACTERS;
  }

  /**
   * How well sentences are predicted, each word and each sentence's end.
   *
   * @param sentences word ids; read one after another
   */
  public Perplexity score(Iterator<int[]> sentences) {
    forget();
    Perplexity sum = Perplexity.NONE;
    int[] tokens = new int[WINDOW + 1];
    tokens[0] = endOfSentence();
    int length = 1;
    while (sentences.hasNext()) {
      int[] sentence = sentences.next();
      for (int i = 0; i <= sentence.length; i++) {
        tokens[length++] = i < sentence.length ? sentence[i] : endOfSentence();
        if (length == tokens.length) {
          sum = sum.merge(score(tokens, length));
          tokens[0] = tokens[length - 1];
          length = 1;
        }
      }
    }
    return length > 1 ? sum.merge(score(tokens, length)) : sum;
  }

  private Perplexity score(int[] tokens, int length) {
    TokenWindow window =
        new TokenWindow(
            1,
            java.util.Arrays.copyOf(tokens, length - 1),
            java.util.Arrays.copyOfRange(tokens, 1, length));
    double mean = graph.score(LanguageModelGraph.minibatch(window), false);
    return Perplexity.NONE.add(mean * (length - 1), length - 1);
  }

  public boolean knows(String word) {
    return vocabulary.id(word).isPresent();
  }

  /**
   * The ids of words that may be wanted or forbidden.
   *
   * @throws BadInputException naming the first word that the model does not know
   */
  public List<Integer> ids(List<String> words) {
    List<Integer> ids = new ArrayList<>();
    for (String word : words) {
      OptionalInt id = vocabulary.id(word);
      BadInputException.check(id.isPresent(), "the model does not know the word %s", word);
      ids.add(id.getAsInt());
    }
    return ids;
  }

  /**
   * Goes on with a text.
   *
   * @param prompt ids of its words; none: a sentence begins
   * @param length tokens to draw, ends of sentences among them
   * @param text is told each token as it is drawn: a word, or "\n" for the end of a sentence
   */
  public void generate(
      List<Integer> prompt,
      int length,
      SamplingOptions sampling,
      Generator random,
      Consumer<String> text) {
    forget();
    NextWord next = new NextWord(sampling, vocabulary.size() + 1);
    float[] scores = follow(endOfSentence());
    for (int id : prompt) {
      scores = follow(id);
    }
    for (int i = 0; i < length; i++) {
      int id = next.draw(scores, random);
      text.accept(id == endOfSentence() ? "\n" : vocabulary.word(id));
      if (i + 1 < length) {
        scores = follow(id);
      }
    }
  }

  /** ln p of each next token, when this one follows what came before. */
  private float[] follow(int id) {
    INDArray token = Nd4j.createFromArray(new float[] {id}).reshape('c', new long[] {1, 1});
    INDArray probabilities = graph.output(false, token)[0];
    float[] scores = probabilities.dup('c').data().asFloat();
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) Math.log(scores[i]);
    }
    return scores;
  }
}
