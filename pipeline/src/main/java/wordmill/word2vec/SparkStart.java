package wordmill.word2vec;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;
import wordmill.config.BadInputException;
import wordmill.embeddings.EmbeddingsFormat;
import wordmill.random.Generator;
import wordmill.random.Seeds;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableReader;
import wordmill.vocab.Vocabulary;

/** The replicas before training. */
final class SparkStart {
  private static final String INPUT = "part-";
  private static final String OUTPUT = "output-";

  private SparkStart() {}

  /**
   * Input vectors uniform in [−1/2D, 1/2D), each from a generator of its word alone, and output
   * vectors of zeros, as in word2vec.c; but the vectors of {@code input.start()} for the words it
   * has, whatever their ids were there.
   */
  static SparkReplicas of(
      JavaSparkContext sc,
      TrainingInput input,
      Blocks blocks,
      Word2VecOptions options,
      Seeds seeds) {
    int dimension = options.vectorSize();
    JavaRDD<BlockPair> random =
        SparkReplicas.made(
            sc,
            blocks.replicas(),
            a ->
                new BlockPair(
                    random(a, blocks, dimension, seeds),
                    WordBlock.zeros(a, blocks, dimension),
                    TrainingSums.NONE));
    if (input.start().isEmpty()) {
      return SparkReplicas.of(sc, blocks.replicas(), random);
    }
    JavaRDD<Known> known = known(sc, input.start().get(), input.vocabulary(), blocks, dimension);
    return SparkReplicas.of(
        sc,
        blocks.replicas(),
        random.zipPartitions(
            known, (pairs, vectors) -> List.of(filled(pairs.next(), vectors)).iterator()));
  }

  private static WordBlock random(int number, Blocks blocks, int dimension, Seeds seeds) {
    WordBlock block = WordBlock.zeros(number, blocks, dimension);
    for (int row = 0; row < block.rows(); row++) {
      Generator random = seeds.forReplica("word2vec start", 0, 0, blocks.word(number, row));
      for (int d = 0; d < dimension; d++) {
        block.values()[row * block.width() + d] = (random.nextFloat() - 0.5f) / dimension;
      }
    }
    return block;
  }

  /** A vector that is known already. */
  private record Known(boolean isOutput, int row, List<float[]> vector) implements Serializable {}

  /** The known vectors of each block's words: one pass over the artifact and one shuffle. */
  private static JavaRDD<Known> known(
      JavaSparkContext sc, Artifact start, Vocabulary vocabulary, Blocks blocks, int dimension) {
    List<DataFile> files = new ArrayList<>(start.files(INPUT));
    files.addAll(start.files(OUTPUT));
    ArtifactFolder folder = start.folder();
    Broadcast<Vocabulary> words = sc.broadcast(vocabulary);
    return sc.parallelize(files, files.size())
        .flatMapToPair(file -> read(folder, file, words.value(), blocks, dimension))
        .partitionBy(new HashPartitioner(blocks.replicas()))
        .values();
  }

  private static Iterator<Tuple2<Integer, Known>> read(
      ArtifactFolder folder, DataFile file, Vocabulary words, Blocks blocks, int dimension)
      throws IOException {
    List<Tuple2<Integer, Known>> known = new ArrayList<>();
    boolean isOutput = file.name().startsWith(OUTPUT);
    try (TableReader table = folder.readTable(file, EmbeddingsFormat.SCHEMA)) {
      while (table.next()) {
        OptionalInt id = words.id(table.text(0));
        if (id.isPresent()) {
          float[] vector = table.floats(1);
          BadInputException.check(
              vector.length == dimension,
              "word2vec.start-from: %s has vectors of %d dimensions, but word2vec.vector-size is"
                  + " %d",
              folder.path(),
              vector.length,
              dimension);
          known.add(
              new Tuple2<>(
                  blocks.block(id.getAsInt()),
                  new Known(isOutput, blocks.row(id.getAsInt()), List.of(vector))));
        }
      }
    }
    return known.iterator();
  }

  private static BlockPair filled(BlockPair random, Iterator<Known> known) {
    BlockPair pair = random.copy();
    while (known.hasNext()) {
      Known one = known.next();
      WordBlock block = one.isOutput() ? pair.output() : pair.input();
      System.arraycopy(
          one.vector().get(0), 0, block.values(), one.row() * block.width(), block.dimension());
    }
    return pair;
  }
}
