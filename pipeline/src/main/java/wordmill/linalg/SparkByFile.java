package wordmill.linalg;

import org.apache.spark.Partitioner;

/** Sends each group of rows to the task that writes its file. */
public final class SparkByFile extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final RowGroups groups;

  public SparkByFile(RowGroups groups) {
    this.groups = groups;
  }

  @Override
  public int numPartitions() {
    return groups.files();
  }

  @Override
  public int getPartition(Object key) {
    return groups.fileOf((Integer) key);
  }
}
