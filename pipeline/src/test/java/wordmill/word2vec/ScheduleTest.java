package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.corpus.CorpusFile;
import wordmill.store.Artifact;
import wordmill.word2vec.Schedule.Slice;

/** When what is read, and that all of it is. */
final class ScheduleTest {
  private static final List<int[]> SENTENCES = Corpora.random(2_000, 50, 1);
  private static final long TOKENS = Corpora.tokens(SENTENCES);

  @TempDir private static Path folder;
  private static Artifact corpus;
  private static List<CorpusFile> files;

  @BeforeAll
  static void writeCorpus() throws IOException {
    corpus = Corpora.write(SENTENCES, 3, folder.resolve("corpus"));
    files = CorpusFile.of(corpus);
  }

  @Test
  void rotationsReadEverySentenceOfEveryEpochOnceAndInOrder() throws IOException {
    for (int epochs : new int[] {1, 2, 3}) {
      for (int rotations : new int[] {1, 2, 3, 5, 12, 40}) {
        Schedule schedule = new Schedule(TOKENS, epochs, rotations, 0.05);
        List<int[]> read = new ArrayList<>();
        for (int rotation = 0; rotation < rotations; rotation++) {
          read.addAll(read(corpus, schedule.slices(rotation, files)));
        }
        assertThat(read)
            .as("%d epochs, %d rotations", epochs, rotations)
            .usingElementComparator(java.util.Arrays::compare)
            .containsExactlyElementsOf(repeated(SENTENCES, epochs));
      }
    }
  }

  @Test
  void slicesReadOneByOneAreTheSameAsTogether() throws IOException {
    Schedule schedule = new Schedule(TOKENS, 2, 7, 0.05);
    for (int rotation = 0; rotation < 7; rotation++) {
      List<Slice> slices = schedule.slices(rotation, files);
      List<int[]> together = read(corpus, slices);
      List<int[]> apart = new ArrayList<>();
      for (Slice slice : slices) {
        apart.addAll(read(corpus, List.of(slice)));
      }
      assertThat(apart)
          .usingElementComparator(java.util.Arrays::compare)
          .containsExactlyElementsOf(together);
    }
  }

  @Test
  void aChunkKnowsItsPlaceAmongTheTokensOfAllEpochs() throws IOException {
    Schedule schedule = new Schedule(TOKENS, 2, 5, 0.05);
    Sentences.Chunk chunk = new Sentences.Chunk();
    long before = 0;
    int chunks = 0;
    for (int rotation = 0; rotation < 5; rotation++) {
      try (Sentences sentences = new Sentences(corpus.folder(), schedule.slices(rotation, files))) {
        while (sentences.next(chunk)) {
          assertThat(chunk.position()).isEqualTo(before);
          assertThat((long) chunk.tokens()).isEqualTo(Corpora.tokens(chunk.sentences()));
          before += chunk.tokens();
          chunks++;
        }
      }
    }
    assertThat(before).isEqualTo(2 * TOKENS);
    assertThat(chunks).isGreaterThan(10);
  }

  @Test
  void moreRotationsThanTokensStillReadEverySentenceOnce() throws IOException {
    List<int[]> few = List.of(new int[] {0, 1, 0}, new int[] {2}, new int[] {1, 2});
    Artifact small = Corpora.write(few, 2, folder.resolve("few"));
    Schedule schedule = new Schedule(6, 2, 50, 0.05);
    List<int[]> read = new ArrayList<>();
    for (int rotation = 0; rotation < 50; rotation++) {
      read.addAll(read(small, schedule.slices(rotation, CorpusFile.of(small))));
    }
    assertThat(read)
        .usingElementComparator(java.util.Arrays::compare)
        .containsExactlyElementsOf(repeated(few, 2));
  }

  @Test
  void halfOfTheRotationsButFiveAtMostFallIntoTheFirstTenth() {
    for (int rotations : new int[] {2, 3, 4, 9, 10, 11, 12, 100}) {
      Schedule schedule = new Schedule(1_000_000, 3, rotations, 0.05);
      int early = Math.min(5, rotations / 2);
      assertThat(schedule.start(early)).as("of %d", rotations).isEqualTo(300_000);
      for (int rotation = 0; rotation < rotations; rotation++) {
        long length = schedule.start(rotation + 1) - schedule.start(rotation);
        long even = rotation < early ? 300_000 / early : 2_700_000 / (rotations - early);
        assertThat(length).as("rotation %d of %d", rotation, rotations).isBetween(even, even + 1);
      }
    }
  }

  @Test
  void rotationsGoFromTheFirstTokenToTheLast() {
    for (int rotations = 1; rotations < 30; rotations++) {
      Schedule schedule = new Schedule(999_983, 7, rotations, 0.05);
      assertThat(schedule.start(0)).isZero();
      assertThat(schedule.start(rotations)).isEqualTo(7 * 999_983L);
    }
  }

  @Test
  void theRateFallsLinearlyToATenThousandth() {
    Schedule schedule = new Schedule(1_000, 4, 12, 0.05);
    for (int position = 0; position <= 3_999; position++) {
      double expected = 0.05 * (1 - position / 4_000.0);
      assertThat((double) schedule.rateAt(position)).isCloseTo(expected, within(1e-8));
    }
    assertThat((double) schedule.rateAt(4_000)).isCloseTo(5e-6, within(1e-12));
  }

  private static List<int[]> read(Artifact corpus, List<Slice> slices) throws IOException {
    Sentences.Chunk chunk = new Sentences.Chunk();
    List<int[]> read = new ArrayList<>();
    try (Sentences sentences = new Sentences(corpus.folder(), slices)) {
      while (sentences.next(chunk)) {
        read.addAll(chunk.sentences());
      }
    }
    return read;
  }

  private static List<int[]> repeated(List<int[]> sentences, int epochs) {
    return Collections.nCopies(epochs, sentences).stream().flatMap(List::stream).toList();
  }
}
