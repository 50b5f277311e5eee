package wordmill.jobs;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.embeddings.AnalogyQuestion;
import wordmill.embeddings.AnalogyRule;
import wordmill.embeddings.Embeddings;
import wordmill.embeddings.Neighbour;
import wordmill.embeddings.Neighbours;

/** One analogy. */
@Command(mixinStandardHelpOptions = true, description = "Print what is to C as B is to A.")
final class AnalogyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private VectorsArguments vectors;

  @Parameters(index = "1", paramLabel = "A")
  private String a;

  @Parameters(index = "2", paramLabel = "B")
  private String b;

  @Parameters(index = "3", paramLabel = "C")
  private String c;

  @Option(
      names = "--top",
      defaultValue = "5",
      description = "How many answers (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--method",
      defaultValue = "add",
      description = "add: 3CosAdd. mul: 3CosMul (default: ${DEFAULT-VALUE}).")
  private AnalogyRule method;

  AnalogyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Embeddings embeddings = vectors.read();
    TextTable table = new TextTable(a + " : " + b + " = " + c + " : ?", "score");
    for (Neighbour answer :
        Neighbours.of(embeddings)
            .analogy(new AnalogyQuestion(a, b, c), method, top, embeddings.size())) {
      table.add(answer.word(), String.format("%.4f", answer.score()));
    }
    console.say(table.lines());
    return ExitCodes.DONE;
  }
}
