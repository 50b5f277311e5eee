package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import wordmill.random.Generator;

/** Several threads on one pair of blocks. */
final class ReplicaTest {
  private static final int THREADS = 4;
  private static final int DIMENSION = 7;

  /** More than are ever copied, so that both kinds of rows are trained. */
  private static final int ROWS = 2_400;

  @Test
  void threadsThatShareNoRowDoWhatOneAfterAnotherDo() throws IOException {
    WordBlock input = TestBlocks.random(ROWS, DIMENSION, 1);
    WordBlock output = TestBlocks.random(ROWS, DIMENSION, 2);
    WordBlock oneInput = input.copy();
    WordBlock oneOutput = output.copy();
    Replica together = new Replica(input, output, THREADS);
    TrainingSums sums = train(together, thread -> trainOwnRows(together, thread, thread));
    TrainingSums oneSums = TrainingSums.NONE;
    for (int part = 0; part < THREADS; part++) {
      int number = part;
      Replica alone = new Replica(oneInput, oneOutput, 1);
      oneSums = oneSums.merge(trainOwnRows(alone, 0, number));
    }
    assertThat(sums.pairs()).isEqualTo(oneSums.pairs()).isEqualTo(3L * ROWS);
    assertThat(sums.loss()).isCloseTo(oneSums.loss(), within(1e-6 * oneSums.loss()));
    assertNear(input, TestBlocks.rows(oneInput), 1e-5f);
    assertNear(output, TestBlocks.rows(oneOutput), 1e-5f);
  }

  /** Rows that leave the remainder {@code part}: each thread has frequent ones and rare ones. */
  private static TrainingSums trainOwnRows(Replica replica, int thread, int part) {
    NegativeSampler own = new NegativeSampler(ROWS, row -> row % THREADS == part ? 1 : 0);
    Generator random = new Generator(part);
    Steps steps = new Steps(replica, thread, 5);
    for (int pass = 0; pass < 3; pass++) {
      for (int row = part; row < ROWS; row += THREADS) {
        steps.draw(row, own, 0, random);
        steps.trainEach(new int[] {row}, 0, 1, 0.05f);
        if (row % 100 == part) {
          steps.merge();
        }
      }
    }
    steps.merge();
    return steps.sums();
  }

  @Test
  void changesOfAFrequentRowByAllThreadsAddUp() throws IOException {
    WordBlock input = TestBlocks.random(5, DIMENSION, 3);
    WordBlock output = TestBlocks.random(8, DIMENSION, 4);
    float[] before = input.row(0);
    float[] expected = before.clone();
    for (int part = 0; part < THREADS; part++) {
      int number = part;
      WordBlock aloneInput = input.copy();
      Replica alone = new Replica(aloneInput, output.copy(), 1);
      trainFirstRow(alone, 0, number);
      for (int d = 0; d < DIMENSION; d++) {
        expected[d] += aloneInput.row(0)[d] - before[d];
      }
    }
    Replica together = new Replica(input, output, THREADS);
    CountDownLatch trained = new CountDownLatch(THREADS);
    train(
        together,
        thread -> {
          Steps steps = stepOnFirstRow(together, thread, thread);
          awaitOthers(trained); // nobody merges before all have trained
          steps.merge();
          return steps.sums();
        });
    assertThat(input.row(0)).containsExactly(expected, within(1e-5f));
  }

  private static TrainingSums trainFirstRow(Replica replica, int thread, int part) {
    Steps steps = stepOnFirstRow(replica, thread, part);
    steps.merge();
    return steps.sums();
  }

  /** Input 0 against an output and a negative that no other part uses. */
  private static Steps stepOnFirstRow(Replica replica, int thread, int part) {
    NegativeSampler own = new NegativeSampler(8, row -> row == THREADS + part ? 1 : 0);
    Steps steps = new Steps(replica, thread, 1);
    steps.draw(part, own, 0, new Generator(part));
    steps.trainEach(new int[] {0}, 0, 1, 0.5f);
    return steps;
  }

  private static void awaitOthers(CountDownLatch trained) {
    trained.countDown();
    try {
      trained.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stirred by all threads at once, rows that nobody trains stay as they are. */
  @Test
  void rowsThatNobodyTrainsKeepTheirBits() throws IOException {
    WordBlock input = TestBlocks.random(ROWS, DIMENSION, 5);
    WordBlock output = TestBlocks.random(ROWS, DIMENSION, 6);
    float[][] before = TestBlocks.rows(input);
    Replica replica = new Replica(input, output, THREADS);
    NegativeSampler sampler = new NegativeSampler(ROWS, row -> 1);
    train(
        replica,
        thread -> {
          Generator random = new Generator(thread);
          Steps steps = new Steps(replica, thread, 5);
          for (int i = 0; i < 5_000; i++) {
            steps.draw(i % ROWS, sampler, 0, random);
            steps.trainEach(new int[] {i % 2 * 1_500}, 0, 1, 0.01f);
            if (i % 50 == 0) {
              steps.merge();
            }
          }
          steps.merge();
          return steps.sums();
        });
    float[][] after = TestBlocks.rows(input);
    for (int row = 0; row < ROWS; row++) {
      if (row == 0 || row == 1_500) {
        assertThat(after[row]).isNotEqualTo(before[row]);
      } else {
        assertThat(after[row]).isEqualTo(before[row]);
      }
    }
    assertThat(input.isFinite()).isTrue();
    assertThat(output.isFinite()).isTrue();
  }

  private static TrainingSums train(Replica replica, Replica.Worker worker) throws IOException {
    try (Team team = new Team(THREADS)) {
      return replica.train(team, worker);
    }
  }

  private static void assertNear(WordBlock block, float[][] expected, float distance) {
    for (int row = 0; row < block.rows(); row++) {
      assertThat(block.row(row)).as("row %d", row).containsExactly(expected[row], within(distance));
    }
  }
}
