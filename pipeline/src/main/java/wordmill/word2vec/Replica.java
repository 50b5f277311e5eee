package wordmill.word2vec;

import java.io.IOException;
import java.util.Arrays;

/** An input block and an output block, and the threads that train them. */
final class Replica {
  private final FrequentRows input;
  private final FrequentRows output;
  private final int width;

  Replica(WordBlock input, WordBlock output, int threads) {
    this.input = new FrequentRows(input, threads);
    this.output = new FrequentRows(output, threads);
    this.width = input.width();
  }

  FrequentRows input() {
    return input;
  }

  FrequentRows output() {
    return output;
  }

  int width() {
    return width;
  }

  /** What a thread does: it pulls work from a shared source until there is none. */
  @FunctionalInterface
  interface Worker {
    TrainingSums train(int thread) throws IOException;
  }

  /** Runs the worker on all threads of the team and folds their work together. */
  TrainingSums train(Team team, Worker worker) throws IOException {
    TrainingSums[] sums = new TrainingSums[team.threads()];
    team.all(thread -> sums[thread] = worker.train(thread));
    input.fold();
    output.fold();
    return Arrays.stream(sums).reduce(TrainingSums.NONE, TrainingSums::merge);
  }
}
