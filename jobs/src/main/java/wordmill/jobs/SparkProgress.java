package wordmill.jobs;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts Spark's tasks for {@link Progress}; retried tasks count once. */
final class SparkProgress extends SparkListener {
  private final Progress progress;
  private final Map<Integer, Integer> openTasks = new HashMap<>();

  SparkProgress(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    int tasks = submitted.stageInfo().numTasks();
    openTasks.put(submitted.stageInfo().stageId(), tasks);
    progress.announce(tasks);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd ended) {
    if (ended.taskInfo().successful()) {
      openTasks.computeIfPresent(ended.stageId(), (id, open) -> open - 1);
      progress.finishTask();
    }
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    Integer open = openTasks.remove(completed.stageInfo().stageId());
    if (open != null && open > 0) {
      progress.withdraw(open);
    }
  }
}
