package wordmill.lm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import wordmill.config.BadInputException;
import wordmill.corpus.SentenceEncoder;
import wordmill.evaluate.Perplexity;
import wordmill.nn.Networks;
import wordmill.nn.Weights;
import wordmill.random.Generator;
import wordmill.random.Seeds;
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

  private static final int SAMPLED_WORDS = 30;
  private static final int SAMPLED_CHARACTERS = 150;

  /** The token of white space in models of characters. */
  private static final String SPACE = "\u2581";

  private final Vocabulary vocabulary;
  private final ModelOptions options;
  private final ComputationGraph graph;

  LanguageModel(Vocabulary vocabulary, ModelOptions options, ComputationGraph graph) {
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
            1, Arrays.copyOf(tokens, length - 1), Arrays.copyOfRange(tokens, 1, length));
    double mean = graph.score(LanguageModelGraph.minibatch(window), false);
    return Perplexity.NONE.add(mean * (length - 1), length - 1);
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

  /**
   * Goes on with a text, as {@link #generate} does: words with spaces between them, or characters
   * as they are.
   *
   * @param prompt words, or parts of a text, that are taken apart into what the model knows
   * @return the prompt and what follows it
   * @throws BadInputException if the model does not know a word
   */
  public String write(List<String> prompt, int length, SamplingOptions sampling, Generator random) {
    StringBuilder text = new StringBuilder();
    List<String> tokens = tokens(String.join(" ", prompt));
    List<Integer> ids = ids(tokens);
    tokens.forEach(token -> append(text, token));
    generate(ids, length, sampling, random, token -> append(text, token));
    return text.toString().stripTrailing();
  }

  private List<String> tokens(String prompt) {
    if (isOfCharacters()) {
      return prompt.replaceAll("\\s", SPACE).codePoints().mapToObj(Character::toString).toList();
    }
    return Arrays.stream(prompt.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private void append(StringBuilder text, String token) {
    if (isOfCharacters()) {
      text.append(token.equals(SPACE) ? " " : token);
      return;
    }
    boolean atStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    if (!atStart && !token.equals("\n")) {
      text.append(' ');
    }
    text.append(token);
  }

  /** One sentence that the model makes up, always the same one; not to its end if it is long. */
  String sample() {
    SamplingOptions sampling = SamplingOptions.PLAIN.without(unknown());
    int length = isOfCharacters() ? SAMPLED_CHARACTERS : SAMPLED_WORDS;
    return write(List.of(), length, sampling, new Seeds(1).forStage("sample"))
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }

  private Set<Integer> unknown() {
    OptionalInt id = vocabulary.id(Vocabulary.UNKNOWN);
    return id.isPresent() ? Set.of(id.getAsInt()) : Set.of();
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
