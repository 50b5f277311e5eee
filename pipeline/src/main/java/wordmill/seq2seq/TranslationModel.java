package wordmill.seq2seq;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.config.BadInputException;
import wordmill.nn.AttentionWeights;
import wordmill.nn.Networks;
import wordmill.nn.Weights;
import wordmill.pairs.PairVocabularies;
import wordmill.store.Artifact;
import wordmill.store.DataFile;
import wordmill.store.TensorFile;
import wordmill.vocab.Vocabulary;

/**
 * A trained sequence-to-sequence model, to be asked. Memory: the network and both vocabularies. Not
 * for several threads.
 */
public final class TranslationModel {
  /** How the end of a target is shown. */
  private static final String END = "</s>";

  private final PairVocabularies vocabularies;
  private final ModelOptions options;
  private final ComputationGraph graph;
  private final Translator translator;
  private final Wording wording;

  TranslationModel(PairVocabularies vocabularies, ModelOptions options, ComputationGraph graph) {
    this.vocabularies = vocabularies;
    this.options = options;
    this.graph = graph;
    this.translator = new Translator(graph, options.network().reversed(), end());
    this.wording = new Wording(vocabularies.target(), options.tokenizer());
  }

  /**
   * Reads a model.
   *
   * @throws BadInputException naming the file that is missing, damaged or does not fit
   */
  public static TranslationModel read(Artifact artifact) throws IOException {
    PairVocabularies vocabularies = PairVocabularies.read(artifact);
    List<DataFile> weights = artifact.files(SparkSeq2Seq.WEIGHTS);
    String path = artifact.folder().path() + "/" + SparkSeq2Seq.WEIGHTS;
    BadInputException.check(!weights.isEmpty(), "there is no %s", path);
    try (TensorFile file = TensorFile.open(artifact.folder(), weights.get(0))) {
      ModelOptions options = ModelOptions.of(file.metadata(), path);
      ComputationGraphConfiguration network =
          Seq2SeqGraph.inference(
              options.network(), vocabularies.source().size(), vocabularies.target().size() + 1);
      Weights.check(file, network); // before there is memory for what the options claim
      ComputationGraph graph = Networks.build(network);
      Weights.read(file, graph);
      return new TranslationModel(vocabularies, options, graph);
    }
  }

  private int end() {
    return vocabularies.target().size();
  }

  ComputationGraph graph() {
    return graph;
  }

  boolean isReversed() {
    return options.network().reversed();
  }

  Wording wording() {
    return wording;
  }

  /** Whether it has attention, which {@link #attention} and replacing unknown words need. */
  public boolean hasAttention() {
    return options.network().decoder() == DecoderKind.ATTENTION;
  }

  /**
   * Finds targets for lines.
   *
   * @param replacesUnknown puts the source word that was attended to most in the place of each
   *     unknown word (Jean et al. 2015, arXiv:1412.2007, section 3.3)
   * @return for each line its best targets; an empty one for an empty line
   * @throws BadInputException if unknown words should be replaced, but there is no attention
   */
  public List<List<Translation>> translate(
      List<String> lines, DecodingOptions decoding, boolean replacesUnknown) {
    BadInputException.check(
        !replacesUnknown || hasAttention(),
        "unknown words are replaced by attention, but this model's decoder is %s",
        options.network().decoder().name().toLowerCase(Locale.ROOT));
    List<SourceSentence> sentences =
        lines.stream()
            .map(line -> SourceSentence.of(line, options.tokenizer(), vocabularies.source()))
            .toList();
    List<SourceSentence> asked = sentences.stream().filter(each -> !each.isEmpty()).toList();
    List<List<Hypothesis>> found =
        translator.translate(asked.stream().map(SourceSentence::idArray).toList(), decoding);
    List<List<Translation>> all = new ArrayList<>();
    int next = 0;
    for (SourceSentence sentence : sentences) {
      all.add(
          sentence.isEmpty()
              ? List.of(Translation.EMPTY)
              : translations(sentence, found.get(next++), replacesUnknown));
    }
    return all;
  }

  private List<Translation> translations(
      SourceSentence sentence, List<Hypothesis> found, boolean replacesUnknown) {
    return found.stream()
        .map(
            each ->
                new Translation(
                    replacesUnknown
                        ? wording.join(replaced(sentence, each.tokens()))
                        : wording.text(each.tokens()),
                    each.score(),
                    each.logProbability()))
        .toList();
  }

  private String[] replaced(SourceSentence sentence, int[] target) {
    String[] words =
        Arrays.stream(target).mapToObj(vocabularies.target()::word).toArray(String[]::new);
    if (Arrays.stream(words).noneMatch(Vocabulary.UNKNOWN::equals)) {
      return words;
    }
    List<float[]> weights = weights(sentence.idArray(), target);
    for (int t = 0; t < words.length; t++) {
      if (words[t].equals(Vocabulary.UNKNOWN)) {
        words[t] = sentence.tokens().get(greatest(weights.get(t)));
      }
    }
    return words;
  }

  private static int greatest(float[] weights) {
    return IntStream.range(0, weights.length)
        .reduce((best, s) -> weights[s] > weights[best] ? s : best)
        .orElseThrow();
  }

  /**
   * Where the model looks while it writes its best target of a line.
   *
   * @throws BadInputException if it has no attention, or the line no token
   */
  public AttentionSheet attention(String line, DecodingOptions decoding) {
    BadInputException.check(
        hasAttention(),
        "this model has no attention: its decoder is %s",
        options.network().decoder().name().toLowerCase(Locale.ROOT));
    SourceSentence sentence = SourceSentence.of(line, options.tokenizer(), vocabularies.source());
    BadInputException.check(!sentence.isEmpty(), "there is no token in the line '%s'", line);
    int[] target =
        translator.translate(List.of(sentence.idArray()), decoding).get(0).get(0).tokens();
    List<String> words = new ArrayList<>();
    Arrays.stream(target).mapToObj(vocabularies.target()::word).forEach(words::add);
    words.add(END);
    return AttentionSheet.of(sentence.tokens(), words, weights(sentence.idArray(), target));
  }

  /** For each token of the target and its end the weights of the source's tokens. */
  private List<float[]> weights(int[] source, int[] target) {
    int[] read = isReversed() ? backwards(source) : source;
    int[] inputs = IntStream.concat(IntStream.of(end()), IntStream.of(target)).toArray();
    INDArray[] unused =
        graph.output(false, Seq2SeqGraph.array(read, 1), Seq2SeqGraph.array(inputs, 1));
    float[] all = AttentionWeights.of(graph);
    List<float[]> rows = new ArrayList<>();
    for (int t = 0; t < inputs.length; t++) {
      float[] row = Arrays.copyOfRange(all, t * source.length, (t + 1) * source.length);
      rows.add(isReversed() ? backwards(row) : row);
    }
    return rows;
  }

  private static int[] backwards(int[] ids) {
    return IntStream.range(0, ids.length).map(i -> ids[ids.length - 1 - i]).toArray();
  }

  private static float[] backwards(float[] row) {
    float[] turned = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      turned[i] = row[row.length - 1 - i];
    }
    return turned;
  }
}
