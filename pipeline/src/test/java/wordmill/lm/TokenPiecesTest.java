package wordmill.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.corpus.SentenceReader;

final class TokenPiecesTest {
  /**
   * Six words and the end of a sentence, 6:
   *
   * <pre>
   * token     0 1 2 3 4 5 6 7 8 9 10 11 12
   * id        0 1 2 6 3 6 4 5 0 1  6  2  6
   * stream 0  0 1|2 6|3 6
   * stream 1              4 5|0 1| 6  2
   * </pre>
   *
   * 12 targets, two streams of 6, windows of 2, rounds of two windows.
   */
  private static final List<int[]> SENTENCES =
      List.of(new int[] {0, 1, 2}, new int[] {3}, new int[] {4, 5, 0, 1}, new int[] {2});

  @Test
  void twoStreamsOfOneReplicaWorkedByHand() {
    List<List<TokenWindow>> rounds =
        windows(SENTENCES, 1, 6, new StreamLayout(13, 1, 2, 2, 2), new Random(1));
    assertThat(rounds).hasSize(2);
    assertThat(rounds.get(0)).hasSize(2);
    assertThat(rounds.get(1)).hasSize(1);
    TokenWindow first = rounds.get(0).get(0);
    assertThat(first.steps()).isEqualTo(2);
    assertThat(first.streams()).isEqualTo(2);
    assertThat(first.inputs()).as("0 over 4, then 1 over 5").containsExactly(0, 4, 1, 5);
    assertThat(first.targets()).containsExactly(1, 5, 2, 0);
    assertThat(rounds.get(0).get(1).inputs()).containsExactly(2, 0, 6, 1);
    assertThat(rounds.get(0).get(1).targets()).containsExactly(6, 1, 3, 6);
    assertThat(rounds.get(1).get(0).inputs()).containsExactly(3, 6, 6, 2);
    assertThat(rounds.get(1).get(0).targets())
        .as("the first stream's last target is the second one's first input")
        .containsExactly(6, 2, 4, 6);
  }

  @Test
  void oneStreamOfEachOfTwoReplicasWorkedByHand() {
    List<List<TokenWindow>> partitions =
        windows(SENTENCES, 2, 6, new StreamLayout(13, 2, 1, 4, 1), new Random(1));
    assertThat(partitions).hasSize(4).allMatch(windows -> windows.size() == 1);
    assertThat(partitions.get(0).get(0).inputs()).containsExactly(0, 1, 2, 6);
    assertThat(partitions.get(1).get(0).inputs()).containsExactly(4, 5, 0, 1);
    assertThat(partitions.get(2).get(0).inputs()).as("the rest, shorter").containsExactly(3, 6);
    assertThat(partitions.get(2).get(0).targets()).containsExactly(6, 4);
    assertThat(partitions.get(3).get(0).targets()).containsExactly(2, 6);
  }

  @Test
  void everyTokenButTheFirstIsATargetOnceExceptTheDroppedEnd() {
    List<int[]> sentences = new ArrayList<>();
    for (int id = 0; id < 100; id++) { // all words differ, but for the ends
      sentences.add(new int[] {id});
    }
    StreamLayout layout = new StreamLayout(200, 3, 2, 7, 2); // 199 = 6 · 33 + 1
    List<Integer> targets = new ArrayList<>();
    windows(sentences, 5, 100, layout, new Random(1))
        .forEach(part -> part.forEach(window -> targets.addAll(PlainStreams.lists(window).get(1))));
    List<Integer> expected = PlainStreams.sequence(sentences, 100).subList(1, 199);
    assertThat(targets).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void windowsAreThoseOfThePlainWayHoweverTheTextIsCut() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      List<int[]> sentences = new ArrayList<>();
      for (int n = 1 + random.nextInt(30); n > 0; n--) {
        sentences.add(random.ints(1 + random.nextInt(9), 0, 50).toArray());
      }
      List<Integer> sequence = PlainStreams.sequence(sentences, 50);
      int replicas = 1 + random.nextInt(3);
      int batch = 1 + random.nextInt(Math.max(1, (sequence.size() - 1) / replicas / 2));
      if (replicas * batch >= sequence.size()) {
        continue;
      }
      StreamLayout layout =
          new StreamLayout(
              sequence.size(), replicas, batch, 1 + random.nextInt(9), 1 + random.nextInt(4));
      List<List<List<List<Integer>>>> made =
          windows(sentences, 1 + random.nextInt(8), 50, layout, random).stream()
              .map(part -> part.stream().map(PlainStreams::lists).toList())
              .toList();
      assertThat(made).isEqualTo(PlainStreams.windows(sequence, layout));
    }
  }

  @Test
  void readersAreClosedAtTheEnd() {
    int[] open = {0};
    TokenPart part =
        new TokenPart(
            () -> {
              open[0]++;
              return new Sentences(SENTENCES, () -> open[0]--);
            },
            0,
            4,
            0,
            13);
    new TokenPieces(new StreamLayout(13, 1, 1, 5, 1), 6, part).forEachRemaining(piece -> {});
    assertThat(open[0]).isZero();
  }

  @Test
  void wordsThatTheVocabularyLacksAreRefused() {
    TokenPart part = part(SENTENCES, 0, 0, 13);
    TokenPieces pieces = new TokenPieces(new StreamLayout(13, 1, 1, 20, 1), 5, part);
    assertThatThrownBy(pieces::next)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the corpus has a word 5, but the vocabulary only 5 words");
  }

  @Test
  void aTextThatIsShorterThanItsSizesIsADefect() {
    TokenPieces pieces =
        new TokenPieces(new StreamLayout(14, 1, 1, 20, 1), 6, part(SENTENCES, 0, 0, 14));
    assertThatThrownBy(pieces::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ended at token 13");
  }

  /** The windows of each partition, from pieces in any order. */
  private static List<List<TokenWindow>> windows(
      List<int[]> sentences, int parts, int words, StreamLayout layout, Random random) {
    List<TokenPiece> pieces = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < parts; i++) {
      int from = sentences.size() * i / parts;
      int to = sentences.size() * (i + 1) / parts;
      long tokens = PlainStreams.sequence(sentences.subList(from, to), words).size();
      TokenPart whole = part(sentences, from, start, tokens);
      new TokenPieces(layout, words, whole.first(to - from, tokens)).forEachRemaining(pieces::add);
      start += tokens;
    }
    Collections.shuffle(pieces, random);
    List<List<TokenWindow>> windows = new ArrayList<>();
    for (int partition = 0; partition < layout.partitions(); partition++) {
      int number = partition;
      Iterator<TokenPiece> own =
          pieces.stream().filter(piece -> piece.partition() == number).iterator();
      List<TokenWindow> made = new ArrayList<>();
      RoundTokens.windows(layout, partition, own).forEachRemaining(made::add);
      windows.add(made);
    }
    return windows;
  }

  private static TokenPart part(List<int[]> sentences, int from, long start, long tokens) {
    return new TokenPart(
        () -> new Sentences(sentences, () -> {}), from, sentences.size() - from, start, tokens);
  }

  private static final class Sentences implements SentenceReader {
    private final Iterator<int[]> sentences;
    private final Runnable whenClosed;
    private int[] sentence = {};

    private Sentences(List<int[]> sentences, Runnable whenClosed) {
      this.sentences = sentences.iterator();
      this.whenClosed = whenClosed;
    }

    @Override
    public boolean next() {
      if (!sentences.hasNext()) {
        return false;
      }
      sentence = sentences.next();
      return true;
    }

    @Override
    public int[] sentence() {
      return sentence;
    }

    @Override
    public void close() {
      whenClosed.run();
    }
  }
}
