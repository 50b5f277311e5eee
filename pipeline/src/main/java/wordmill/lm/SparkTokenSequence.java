package wordmill.lm;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import wordmill.config.BadInputException;
import wordmill.corpus.CorpusFile;
import wordmill.corpus.CorpusReader;
import wordmill.corpus.SentenceEncoder;
import wordmill.corpus.TextSentences;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.HadoopConf;
import wordmill.text.TextCounts;
import wordmill.text.TextListing;
import wordmill.text.TextOptions;
import wordmill.text.TextSplit;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;

/**
 * All tokens of a text one after another: its sentences in order, and behind each the end of a
 * sentence, whose id is V, the number of words. How many tokens each file or split has is known, so
 * that tasks can read them side by side. Driver: some 100 bytes a file or split.
 */
public final class SparkTokenSequence {
  private final JavaSparkContext sc;
  private final String name;
  private final int words;
  private final List<TokenPart> parts;
  private final long unknownTokens;

  private SparkTokenSequence(
      JavaSparkContext sc, String name, int words, List<TokenPart> parts, long unknownTokens) {
    this.sc = sc;
    this.name = name;
    this.words = words;
    this.parts = parts.stream().filter(part -> part.tokens() > 0).toList();
    this.unknownTokens = unknownTokens;
  }

  /**
   * The sentences of a corpus; no job is run.
   *
   * @param words V, of the corpus' vocabulary
   */
  public static SparkTokenSequence ofCorpus(JavaSparkContext sc, Artifact corpus, int words)
      throws IOException {
    ArtifactFolder folder = corpus.folder();
    List<TokenPart> parts = new ArrayList<>();
    long start = 0;
    for (CorpusFile file : CorpusFile.of(corpus)) {
      long tokens = file.tokens() + file.sentences();
      TokenPart.Source source = () -> new CorpusReader(folder, file.file());
      parts.add(new TokenPart(source, 0, file.sentences(), start, tokens));
      start += tokens;
    }
    return new SparkTokenSequence(sc, "the corpus", words, parts, 0);
  }

  /**
   * The sentences of a text, as the stage {@code corpus} would encode them. One job reads the text
   * to count its tokens; whoever reads the sequence encodes it anew.
   *
   * @param vocabulary to be kept until the sequence is no longer read
   * @throws BadInputException if the text is missing, is no text or has no word of the vocabulary
   */
  public static SparkTokenSequence ofText(
      JavaSparkContext sc,
      TextOptions text,
      Broadcast<Vocabulary> vocabulary,
      VocabularyOptions options,
      HadoopConf hadoop)
      throws IOException {
    SentenceEncoder.of(text.tokenizer(), vocabulary.value(), options); // refused here, if at all
    List<TextSplit> splits = TextListing.of(text, hadoop).splits(text.splitBytes());
    List<SplitSize> sizes =
        sc.parallelize(splits, splits.size())
            .map(split -> count(split, text, vocabulary.value(), options, hadoop))
            .collect();
    sizes.stream().map(SplitSize::text).reduce(TextCounts.NONE, TextCounts::merge).check(text);
    List<TokenPart> parts = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < splits.size(); i++) {
      TextSplit split = splits.get(i);
      SplitSize size = sizes.get(i);
      TokenPart.Source source =
          () -> open(split, text, encoder(text, vocabulary.value(), options), hadoop);
      parts.add(new TokenPart(source, 0, size.sentences(), start, size.tokens()));
      start += size.tokens();
    }
    BadInputException.check(
        start > 0, "%s: no word of the vocabulary is in the text, so no sentence is", text.key());
    long unknown = sizes.stream().mapToLong(SplitSize::unknownTokens).sum();
    return new SparkTokenSequence(sc, text.key(), vocabulary.value().size(), parts, unknown);
  }

  /**
   * What is in a split.
   *
   * @param tokens ends of sentences included
   */
  private record SplitSize(long sentences, long tokens, long unknownTokens, TextCounts text)
      implements Serializable {}

  private static SplitSize count(
      TextSplit split,
      TextOptions text,
      Vocabulary vocabulary,
      VocabularyOptions options,
      HadoopConf hadoop)
      throws IOException {
    SentenceEncoder encoder = encoder(text, vocabulary, options);
    long sentences = 0;
    long tokens = 0;
    try (TextSentences reader = open(split, text, encoder, hadoop)) {
      while (reader.next()) {
        sentences++;
        tokens += reader.sentence().length + 1;
      }
      return new SplitSize(sentences, tokens, encoder.unknownTokens(), reader.counts());
    }
  }

  private static SentenceEncoder encoder(
      TextOptions text, Vocabulary vocabulary, VocabularyOptions options) {
    return SentenceEncoder.of(text.tokenizer(), vocabulary, options);
  }

  private static TextSentences open(
      TextSplit split, TextOptions text, SentenceEncoder encoder, HadoopConf hadoop) {
    return new TextSentences(split, text, encoder, hadoop);
  }

  /** N. */
  public long tokens() {
    return parts.stream().mapToLong(TokenPart::tokens).sum();
  }

  public long sentences() {
    return parts.stream().mapToLong(TokenPart::sentences).sum();
  }

  /** Of a text: tokens that were dropped or became the marker. */
  public long unknownTokens() {
    return unknownTokens;
  }

  /** What is trained on, and what is kept from training. */
  public record Division(SparkTokenSequence training, SparkTokenSequence heldOut) {}

  /**
   * Keeps the last sentences from training: of n sentences the first ⌊(1 − share) · n⌋ stay. Reads
   * the one file that is cut, up to the cut, on the driver.
   *
   * @param share above 0, below 1
   * @throws BadInputException if nothing is left of either part
   */
  public Division holdOut(double share) throws IOException {
    long kept = (long) ((1 - share) * sentences());
    BadInputException.check(
        kept > 0 && kept < sentences(),
        "lm.held-out = %s leaves %d of the %d sentences of %s to train on",
        share,
        kept,
        sentences(),
        name);
    List<TokenPart> before = new ArrayList<>();
    List<TokenPart> behind = new ArrayList<>();
    for (TokenPart part : parts) {
      long some = Math.min(kept, part.sentences());
      long theirTokens = some == part.sentences() ? part.tokens() : part.tokensOf(some);
      before.add(part.first(some, theirTokens));
      behind.add(part.rest(some, theirTokens));
      kept -= some;
    }
    long cut = before.stream().mapToLong(TokenPart::tokens).sum();
    return new Division(
        new SparkTokenSequence(sc, "the corpus without lm.held-out", words, before, 0),
        new SparkTokenSequence(
            sc,
            "lm.held-out of the corpus",
            words,
            behind.stream().map(part -> part.movedBack(cut)).toList(),
            0));
  }

  /**
   * As streams to train on, in rounds of {@code lm.average-every} steps.
   *
   * @throws BadInputException if there is not one window for each stream
   */
  public SparkTokenStreams trainingStreams(LanguageModelOptions options) {
    return SparkTokenStreams.cut(sc, parts, words, StreamLayout.training(name, tokens(), options));
  }

  /**
   * As streams to measure on. A stream's first token is predicted from none before, so a few long
   * streams measure best.
   *
   * @param mostStreams of each replica; there are fewer where they would not fill a window
   * @param roundSteps steps of a round
   * @throws BadInputException if there are fewer targets than replicas
   */
  public SparkTokenStreams evaluationStreams(
      int replicas, int mostStreams, int window, int roundSteps) {
    return SparkTokenStreams.cut(
        sc,
        parts,
        words,
        StreamLayout.evaluation(name, tokens(), replicas, mostStreams, window, roundSteps));
  }
}
