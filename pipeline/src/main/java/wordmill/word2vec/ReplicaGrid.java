package wordmill.word2vec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wordmill.random.Generator;
import wordmill.random.Seeds;

/**
 * Skip-gram on one replica: the rotating grid once more, on a smaller scale. In rounds of about
 * {@value #MOST_PAIRS} pairs the rows of both blocks are dealt to parts, the pairs are sorted into
 * cells, a part of the input by a part of the output rows, and the cells of one diagonal after
 * another are trained, each with negatives of its own output part. Cells of a diagonal have no row
 * in common, so threads train them side by side ({@link Wavefront}), and the result has the same
 * bits for every number of threads. A cell's rows fit a core's cache.
 */
final class ReplicaGrid {
  /** Sorted, they take 4 bytes each. */
  private static final int MOST_PAIRS = 1 << 25;

  private final BlockPair pair;
  private final WordFrequencies frequencies;
  private final int negatives;
  private final Chance chance;
  private final Team team;

  /** Where this training stands in the run; every generator follows from it. */
  record Chance(Seeds seeds, int rotation, int subRound) {
    Generator generator(String what, int replica, int round, int shift, int part) {
      long place = ((long) round << 32) | ((long) shift << 16) | part;
      return seeds.forReplica(
          "word2vec " + what, rotation, subRound, ((long) replica << 52) ^ place);
    }
  }

  /** The learning rate when so many tokens of all epochs are read. */
  @FunctionalInterface
  interface Rate {
    float at(long position);
  }

  /**
   * @param pair to be trained in place
   */
  ReplicaGrid(
      BlockPair pair, WordFrequencies frequencies, int negatives, Chance chance, Team team) {
    this.pair = pair;
    this.frequencies = frequencies;
    this.negatives = negatives;
    this.chance = chance;
    this.team = team;
  }

  /**
   * Trains until there are no more pairs.
   *
   * @throws DivergedException as soon as a score is not a number
   */
  TrainingSums train(PairSource source, Rate rate) throws IOException {
    TrainingSums sums = TrainingSums.NONE;
    for (int round = 0; ; round++) {
      Parts inputs = deal("input parts", pair.input(), round);
      Parts outputs = deal("output parts", pair.output(), round);
      Gathered gathered = gather(source, inputs, outputs);
      if (gathered.pieces.isEmpty()) {
        return sums;
      }
      sums = sums.merge(new Round(round, inputs, outputs, gathered).train(source, rate));
    }
  }

  private Parts deal(String what, WordBlock block, int round) {
    int count = Parts.count(block.rows(), block.width());
    Generator random = chance.generator(what, pair.input().number(), round, 0, 0);
    return new Parts(block.rows(), count, random);
  }

  /** The sorted pairs of one round, and which tokens they were made of. */
  private static final class Gathered {
    private final List<PairSorter.Piece> pieces = new ArrayList<>();
    private long pairs;
    private long from = Long.MAX_VALUE;
    private long to;
  }

  private Gathered gather(PairSource source, Parts inputs, Parts outputs) throws IOException {
    Gathered gathered = new Gathered();
    team.all(
        thread -> {
          PairSorter sorter = new PairSorter(inputs, outputs);
          while (true) {
            Team.checkInterrupted();
            PairSource.Stretch stretch;
            int number;
            synchronized (gathered) {
              Optional<PairSource.Stretch> next =
                  gathered.pairs < MOST_PAIRS ? source.next() : Optional.empty();
              if (next.isEmpty()) {
                return;
              }
              stretch = next.get();
              number = gathered.pieces.size();
              gathered.pieces.add(null); // its place
              gathered.pairs += stretch.likelyPairs();
              gathered.from = Math.min(gathered.from, stretch.position());
              gathered.to = stretch.position() + stretch.tokens();
            }
            stretch.unpack(sorter);
            PairSorter.Piece piece = sorter.take();
            synchronized (gathered) {
              gathered.pieces.set(number, piece);
            }
          }
        });
    return gathered;
  }

  /** The training of what was gathered. */
  private final class Round {
    private final int number;
    private final Parts inputs;
    private final Parts outputs;
    private final Gathered gathered;
    private final WordBlock dealtInputs;
    private final WordBlock dealtOutputs;
    private final NegativeSampler[] samplers;

    private Round(int number, Parts inputs, Parts outputs, Gathered gathered) {
      this.number = number;
      this.inputs = inputs;
      this.outputs = outputs;
      this.gathered = gathered;
      this.dealtInputs = pair.input().dealt(inputs);
      this.dealtOutputs = pair.output().dealt(outputs);
      this.samplers = new NegativeSampler[outputs.count()];
    }

    private TrainingSums train(PairSource source, Rate rate) throws IOException {
      team.each(outputs.count(), (thread, part) -> samplers[part] = sampler(part));
      Replica replica = new Replica(dealtInputs, dealtOutputs, 1);
      int shifts = Math.max(inputs.count(), outputs.count());
      TrainingSums[] sums = new TrainingSums[shifts * shifts];
      Arrays.fill(sums, TrainingSums.NONE);
      Wavefront wavefront = new Wavefront(shifts);
      team.all(
          thread -> {
            try {
              train(
                  wavefront, new Cells(this, new Steps(replica, 0, negatives)), source, rate, sums);
            } finally {
              wavefront.abandon(); // all is done, or nobody must wait for what has failed
            }
          });
      pair.input().takeBack(dealtInputs, inputs);
      pair.output().takeBack(dealtOutputs, outputs);
      return Arrays.stream(sums).reduce(TrainingSums.NONE, TrainingSums::merge);
    }

    private void train(
        Wavefront wavefront, Cells cells, PairSource source, Rate rate, TrainingSums[] sums) {
      int shifts = Math.max(inputs.count(), outputs.count());
      Optional<Wavefront.Cell> next = wavefront.take();
      while (next.isPresent()) {
        Team.checkInterrupted();
        Wavefront.Cell cell = next.get();
        sums[cell.shift() * shifts + cell.input()] = cells.train(cell, source, rate);
        wavefront.done(cell);
        next = wavefront.take();
      }
    }

    /** Of the tokens that the pairs of a shift would be made of, were they in order. */
    private long position(int shift) {
      long shifts = Math.max(inputs.count(), outputs.count());
      return gathered.from + (gathered.to - gathered.from) * (2L * shift + 1) / (2 * shifts);
    }

    private NegativeSampler sampler(int part) {
      int block = pair.output().number();
      int first = outputs.first(part);
      return frequencies.negatives(
          block, outputs.rows(part), offset -> outputs.row(first + offset));
    }
  }

  /** Trains cells one after another; each thread has one of its own. */
  private final class Cells {
    private final Round round;
    private final Steps steps;
    private final Batches batches = new Batches();
    private int[] outputRows = new int[0];
    private int[] inputPlaces = new int[0];

    private Cells(Round round, Steps steps) {
      this.round = round;
      this.steps = steps;
    }

    private TrainingSums train(Wavefront.Cell cell, PairSource source, Rate rate) {
      if (cell.input() >= round.inputs.count() || cell.output() >= round.outputs.count()) {
        return TrainingSums.NONE; // one block may be a row, and so a part, shorter
      }
      float now = rate.at(round.position(cell.shift()));
      Generator random =
          chance.generator(
              "train", pair.input().number(), round.number, cell.shift(), cell.input());
      int length = unpack(cell.input() * round.outputs.count() + cell.output(), cell.input());
      batches.fill(round.outputs.rows(cell.output()), outputRows, inputPlaces, length, random);
      int first = round.outputs.first(cell.output());
      NegativeSampler sampler = round.samplers[cell.output()];
      for (int i = 0; i < batches.count(); i++) {
        steps.draw(first + batches.output(i), sampler, first, random);
        steps.trainEach(batches.sorted(), batches.from(i), batches.to(i), now);
      }
      if (!steps.isFinite()) {
        throw new DivergedException(source.place(round.position(cell.shift())), now);
      }
      return steps.sums();
    }

    private int unpack(int cell, int inputPart) {
      int length = 0;
      for (PairSorter.Piece piece : round.gathered.pieces) {
        length += piece.to(cell) - piece.from(cell);
      }
      if (outputRows.length < length) {
        outputRows = new int[length + length / 8];
        inputPlaces = new int[length + length / 8];
      }
      int first = round.inputs.first(inputPart);
      int at = 0;
      for (PairSorter.Piece piece : round.gathered.pieces) {
        int to = piece.to(cell);
        for (int i = piece.from(cell); i < to; i++) {
          int packed = piece.pair(i);
          outputRows[at] = packed >>> 16;
          inputPlaces[at++] = first + (packed & 0xFFFF);
        }
      }
      return length;
    }
  }
}
