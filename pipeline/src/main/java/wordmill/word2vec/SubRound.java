package wordmill.word2vec;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import wordmill.random.Generator;
import wordmill.random.Seeds;
import wordmill.store.ArtifactFolder;

/**
 * What a replica does in one sub-round: a pure function of its blocks, of its items and of the
 * seed.
 *
 * @param shift of the output blocks: replica a has block a + shift
 */
record SubRound(
    Word2VecOptions options, WordFrequencies frequencies, Seeds seeds, int rotation, int shift) {
  /**
   * The only replica trains its blocks in place on sentences that it reads by itself.
   *
   * @throws DivergedException as soon as a score is not a number
   */
  TrainingSums train(
      BlockPair pair,
      ArtifactFolder corpus,
      List<Schedule.Slice> slices,
      Schedule schedule,
      Team team)
      throws IOException {
    if (options.architecture() == Architecture.CBOW) {
      try (Sentences sentences = new Sentences(corpus, slices)) {
        return trainWindows(pair, sentences, schedule, team);
      }
    }
    int window = options.window();
    try (Sentences sentences = new Sentences(corpus, slices, SentencePairs.tokens(window))) {
      SentencePairs pairs =
          new SentencePairs(
              sentences,
              window,
              frequencies.subsampling(),
              stretch -> seeds.forReplica("word2vec windows", rotation, stretch, 0));
      return grid(pair, team).train(pairs, schedule::rateAt);
    }
  }

  private TrainingSums trainWindows(
      BlockPair pair, Sentences sentences, Schedule schedule, Team team) throws IOException {
    Replica replica = new Replica(pair.input(), pair.output(), team.threads());
    return replica.train(
        team,
        thread ->
            new Windows(
                    sentences,
                    schedule,
                    options.window(),
                    frequencies.subsampling(),
                    new Steps(replica, thread, options.negatives()),
                    new NegativePool(frequencies.negatives(0)),
                    generator(0, thread))
                .train());
  }

  /**
   * One of several replicas trains its blocks in place on the items of its bucket.
   *
   * @throws DivergedException as soon as a score is not a number
   */
  TrainingSums train(BlockPair pair, Iterator<byte[]> records, float rate, Team team)
      throws IOException {
    Items items = new Items(options.architecture(), frequencies.blocks().mostRows());
    int number = pair.input().number();
    String place = "rotation " + rotation + ", replica " + number;
    if (options.architecture() == Architecture.SKIP_GRAM) {
      return grid(pair, team).train(new BucketPairs(records, items, place), position -> rate);
    }
    Replica replica = new Replica(pair.input(), pair.output(), team.threads());
    Bucket bucket = new Bucket(records, items);
    NegativeSampler negatives = frequencies.negatives(pair.output().number());
    return replica.train(
        team,
        thread -> {
          Steps steps = new Steps(replica, thread, options.negatives());
          Generator random = generator(number, thread);
          return new BucketMeans(bucket, steps, pair.output().rows(), negatives, random, rate)
              .train(place);
        });
  }

  private ReplicaGrid grid(BlockPair pair, Team team) {
    ReplicaGrid.Chance chance = new ReplicaGrid.Chance(seeds, rotation, shift);
    return new ReplicaGrid(pair, frequencies, options.negatives(), chance, team);
  }

  private Generator generator(int replica, int thread) {
    return seeds.forReplica("word2vec train", rotation, shift, 1024L * replica + thread);
  }
}
