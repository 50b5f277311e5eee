package wordmill.jobs;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one entry point, and the only place that ends the process. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name. */
  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int code = execute(new Console(out, err), arguments);
    out.flush();
    err.flush();
    // YARN takes a driver that ends the process itself for failed, with whatever code.
    if (code != ExitCodes.DONE || !SparkHandle.isDriverOfYarn()) {
      System.exit(code);
    }
  }

  /** Runs a command and gives the process's exit code. */
  static int execute(Console console, String... arguments) {
    CommandLine line = new CommandLine(new Wordmill());
    line.addSubcommand("run", new RunCommand(console));
    line.addSubcommand("plan", new PlanCommand(console));
    line.addSubcommand("show", new ShowCommand(console));
    line.addSubcommand("verify", new VerifyCommand(console));
    for (Job job : Jobs.ALL) {
      if (!job.stage().equals(EvaluateJob.STAGE)) {
        line.addSubcommand(job.name(), new StageCommand(console, job));
        line.getSubcommands()
            .get(job.name())
            .getCommandSpec()
            .usageMessage()
            .description("Make the stage " + job.name() + " alone, from what is already there.");
      }
    }
    line.addSubcommand("evaluate", new EvaluateCommand(console));
    line.addSubcommand("neighbours", new NeighboursCommand(console));
    line.addSubcommand("analogy", new AnalogyCommand(console));
    line.addSubcommand("generate", new GenerateCommand(console));
    line.addSubcommand("score", new ScoreCommand(console));
    line.addSubcommand("translate", new TranslateCommand(console));
    line.addSubcommand("attention", new AttentionCommand(console));
    line.addSubcommand("export", new ExportCommand(console));
    line.addSubcommand("import", new ImportCommand(console));
    return configured(line, console).execute(arguments);
  }

  private static CommandLine configured(CommandLine line, Console console) {
    return line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (failure, given) -> {
              String command = failure.getCommandLine().getCommandSpec().qualifiedName();
              console
                  .err()
                  .printf("wordmill: %s; see %s --help%n", oneLine(failure.getMessage()), command);
              return ExitCodes.BAD_INPUT;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              int code = ExitCodes.of(failure);
              if (code == ExitCodes.DEFECT && !(failure instanceof ClusterRunException)) {
                failure.printStackTrace(console.err());
              } else {
                console.err().println("wordmill: " + ExitCodes.sentence(failure));
              }
              return code;
            });
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ").strip();
  }

  @Command(
      name = "wordmill",
      description = "Word vectors, language models and sequence-to-sequence models from text.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      subcommands = CommandLine.HelpCommand.class,
      synopsisSubcommandLabel = "COMMAND",
      footer = {
        "",
        "Exit codes: 0 done, 1 a defect of ours, 2 something to mend in the input,",
        "69 the cluster could not be reached or was lost,",
        "75 somebody else is writing the same artifact."
      })
  private static final class Wordmill implements Runnable {
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
      throw new CommandLine.ParameterException(spec.commandLine(), "No command is given");
    }
  }
}
