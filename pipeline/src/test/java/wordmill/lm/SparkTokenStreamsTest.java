package wordmill.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.SharedSpark;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.text.TextOptions;
import wordmill.text.Texts;
import wordmill.vocab.UnknownWords;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;
import wordmill.word2vec.Corpora;

@Tag("spark")
final class SparkTokenStreamsTest {
  private static final int WORDS = 40;
  private static final List<int[]> SENTENCES = Corpora.random(300, WORDS, 1);

  @TempDir Path folder;

  @Test
  void aCorpusOfAnyNumberOfFilesHasTheSameWindows() throws Exception {
    LanguageModelOptions options = options("batch=3", "replicas=2", "window=7", "average-every=4");
    List<Integer> sequence = PlainStreams.sequence(SENTENCES, WORDS);
    for (int files : new int[] {1, 4, 23}) {
      SparkTokenSequence corpus = corpus(SENTENCES, files);
      assertThat(corpus.tokens()).isEqualTo(sequence.size());
      assertThat(corpus.sentences()).isEqualTo(300);
      try (SparkTokenStreams streams = corpus.trainingStreams(options)) {
        assertThat(streams.layout()).isEqualTo(new StreamLayout(sequence.size(), 2, 3, 7, 4));
        assertThat(collected(streams)).isEqualTo(PlainStreams.windows(sequence, streams.layout()));
      }
    }
  }

  @Test
  void streamsGoOnFromRoundToRoundAndWindowToWindow() throws Exception {
    LanguageModelOptions options = options("batch=1", "replicas=2", "window=5", "average-every=3");
    try (SparkTokenStreams streams = corpus(SENTENCES, 3).trainingStreams(options)) {
      List<List<List<List<Integer>>>> partitions = collected(streams);
      List<Integer> read = new ArrayList<>();
      for (int partition = 1; partition < partitions.size(); partition += 2) { // replica 1
        for (List<List<Integer>> window : partitions.get(partition)) {
          if (!read.isEmpty()) {
            assertThat(window.get(0).get(0)).isEqualTo(read.get(read.size() - 1));
          }
          read.addAll(window.get(1));
        }
      }
      long length = streams.layout().length();
      assertThat(read)
          .isEqualTo(
              PlainStreams.sequence(SENTENCES, WORDS)
                  .subList((int) length + 1, 2 * (int) length + 1));
    }
  }

  @Test
  void theLastSentencesAreHeldOut() throws Exception {
    SparkTokenSequence corpus = corpus(SENTENCES, 7);
    for (double share : new double[] {0.05, 0.31, 0.99}) {
      int kept = (int) ((1 - share) * 300);
      SparkTokenSequence.Division division = corpus.holdOut(share);
      List<Integer> before = PlainStreams.sequence(SENTENCES.subList(0, kept), WORDS);
      List<Integer> behind = PlainStreams.sequence(SENTENCES.subList(kept, 300), WORDS);
      assertThat(division.training().sentences()).isEqualTo(kept);
      assertThat(division.training().tokens()).isEqualTo(before.size());
      assertThat(division.heldOut().tokens()).isEqualTo(behind.size());
      assertWindows(division.training(), before);
      assertWindows(division.heldOut(), behind);
    }
  }

  @Test
  void aCutBetweenTwoFilesIsFoundToo() throws Exception {
    SparkTokenSequence.Division division = corpus(SENTENCES, 3).holdOut(2 / 3.0 - 1e-9);
    assertThat(division.training().sentences()).isEqualTo(100);
    assertWindows(division.heldOut(), PlainStreams.sequence(SENTENCES.subList(100, 300), WORDS));
  }

  @Test
  void holdingOutAllOrNothingIsRefused() throws Exception {
    SparkTokenSequence corpus = corpus(SENTENCES.subList(0, 1), 1);
    assertThatThrownBy(() -> corpus.holdOut(0.05))
        .isInstanceOf(BadInputException.class)
        .hasMessage("lm.held-out = 0.05 leaves 0 of the 1 sentences of the corpus to train on");
  }

  @Test
  void tooShortACorpusIsRefusedBeforeAnyJob() throws Exception {
    SparkTokenSequence corpus = corpus(List.of(new int[] {0, 1, 2}, new int[] {3}), 1);
    assertThatThrownBy(() -> corpus.trainingStreams(options("batch=2", "window=3")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "the corpus has 6 tokens, but lm.batch x lm.replicas x lm.window = 2 x 1 x 3 needs at"
                + " least 7");
    SparkTokenSequence training = corpus.holdOut(0.5).training();
    assertThatThrownBy(() -> training.trainingStreams(options()))
        .hasMessageContaining("the corpus without lm.held-out has 4 tokens");
  }

  @Test
  void anotherVocabularyIsRefused() throws Exception {
    SparkTokenSequence corpus =
        SparkTokenSequence.ofCorpus(
            spark(), Corpora.write(SENTENCES, 2, folder.resolve("other")), WORDS - 1);
    try (SparkTokenStreams streams = corpus.evaluationStreams(1, 1, 5, 10)) {
      assertThatThrownBy(() -> streams.windows().count())
          .satisfies(
              e ->
                  assertThat(BadInputException.behind(e))
                      .get()
                      .asString()
                      .contains("it is not the corpus' own"));
    }
  }

  @Test
  void aTextInSplitsOfAnySizeIsEncodedAsACorpusWouldBe() throws Exception {
    Vocabulary vocabulary =
        Vocabulary.of(
            Stream.concat(
                    Stream.of(Vocabulary.UNKNOWN),
                    IntStream.range(1, WORDS).mapToObj(id -> "w" + id))
                .toList(),
            new long[WORDS]);
    String text =
        SENTENCES.stream()
            .map(
                sentence ->
                    IntStream.of(sentence)
                        .mapToObj(id -> id == 0 ? "unheard" : "w" + id)
                        .collect(Collectors.joining(" ")))
            .collect(Collectors.joining("\n\n"));
    Path file = Texts.write(folder.resolve("t.txt"), text);
    List<int[]> dropped =
        SENTENCES.stream()
            .map(sentence -> IntStream.of(sentence).filter(id -> id > 0).toArray())
            .filter(sentence -> sentence.length > 0)
            .toList();
    long unknown = Corpora.counts(SENTENCES, WORDS)[0];
    for (int splitBytes : new int[] {1 << 20, 2_000}) {
      TextOptions options = Texts.options(splitBytes, file);
      SparkTokenSequence marked = text(options, vocabulary, UnknownWords.MARK);
      assertThat(marked.unknownTokens()).isEqualTo(unknown);
      assertWindows(marked, PlainStreams.sequence(SENTENCES, WORDS));
      SparkTokenSequence known = text(options, vocabulary, UnknownWords.DROP);
      assertThat(known.unknownTokens()).isEqualTo(unknown);
      assertThat(known.sentences()).isEqualTo(dropped.size());
      assertWindows(known, PlainStreams.sequence(dropped, WORDS));
    }
  }

  @Test
  void badTextIsRefusedByItsOwnKey() throws Exception {
    Vocabulary vocabulary = Vocabulary.of(List.of("a", "b"), new long[] {2, 1});
    TextOptions any = Texts.options(100, folder);
    String missing = folder.resolve("missing").toString();
    assertThatThrownBy(
            () -> text(any.reading("lm.test", List.of(missing)), vocabulary, UnknownWords.DROP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("lm.test: there is no file or folder " + missing);
    String other = Texts.write(folder.resolve("other.txt"), "x y z").toString();
    assertThatThrownBy(
            () -> text(any.reading("lm.test", List.of(other)), vocabulary, UnknownWords.DROP))
        .isInstanceOf(BadInputException.class)
        .hasMessage("lm.test: no word of the vocabulary is in the text, so no sentence is");
    assertThatThrownBy(
            () -> text(any.reading("lm.test", List.of(other)), vocabulary, UnknownWords.MARK))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the vocabulary has no word <unk>");
  }

  private static void assertWindows(SparkTokenSequence made, List<Integer> sequence) {
    try (SparkTokenStreams streams = made.evaluationStreams(2, 4, 6, 5)) {
      assertThat(streams.layout().tokens()).isEqualTo(sequence.size());
      assertThat(collected(streams)).isEqualTo(PlainStreams.windows(sequence, streams.layout()));
    }
  }

  private static List<List<List<List<Integer>>>> collected(SparkTokenStreams streams) {
    return streams.windows().glom().collect().stream()
        .map(part -> part.stream().map(PlainStreams::lists).toList())
        .toList();
  }

  private SparkTokenSequence corpus(List<int[]> sentences, int files) throws Exception {
    Path path = folder.resolve("corpus-" + sentences.size() + "-" + files);
    return SparkTokenSequence.ofCorpus(spark(), Corpora.write(sentences, files, path), WORDS);
  }

  private static SparkTokenSequence text(
      TextOptions text, Vocabulary vocabulary, UnknownWords unknown) throws Exception {
    Broadcast<Vocabulary> broadcast = spark().broadcast(vocabulary);
    VocabularyOptions options = new VocabularyOptions(1, Integer.MAX_VALUE, unknown);
    return SparkTokenSequence.ofText(spark(), text, broadcast, options, Texts.HADOOP);
  }

  private static JavaSparkContext spark() {
    return SharedSpark.context();
  }

  private static LanguageModelOptions options(String... settings) {
    List<String> overrides = Stream.of(settings).map(setting -> "lm." + setting).toList();
    return LanguageModelOptions.from(Settings.defaults(overrides));
  }
}
