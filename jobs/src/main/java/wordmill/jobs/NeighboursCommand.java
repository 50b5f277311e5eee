package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wordmill.embeddings.Neighbour;
import wordmill.embeddings.Neighbours;

/** The words nearest to some. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Print the words nearest to each WORD by cosine.")
final class NeighboursCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private VectorsArguments vectors;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "WORD")
  private List<String> words;

  @Option(
      names = "--top",
      defaultValue = "10",
      description = "How many for each (default: ${DEFAULT-VALUE}).")
  private int top;

  NeighboursCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<List<Neighbour>> found = Neighbours.of(vectors.read()).nearest(words, top);
    for (int i = 0; i < words.size(); i++) {
      TextTable table = new TextTable(words.get(i), "cosine");
      for (Neighbour neighbour : found.get(i)) {
        table.add(neighbour.word(), String.format("%.4f", neighbour.score()));
      }
      console.say(table.lines());
      if (i < words.size() - 1) {
        console.say("");
      }
    }
    return ExitCodes.DONE;
  }
}
