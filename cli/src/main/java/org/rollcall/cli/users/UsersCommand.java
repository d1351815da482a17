package org.rollcall.cli.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.cli.userfile.FieldPaths;
import org.rollcall.cli.userfile.UserFileFormat;
import org.rollcall.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall users}: shows or exports the users of a query or a set. */
@Command(
    name = "users",
    description = {
      "Shows how many users a query or a set selects, and the first twenty of them.",
      "Exports all of them with --format or --out. The file has personal data."
    },
    mixinStandardHelpOptions = true)
public final class UsersCommand extends StackCommand {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "QUERY",
      description =
          "This is a query as in a set, such as \"user_group.value = 'UG'\". Without it, all users are shown.")
  private Optional<String> query = Optional.empty();

  @Option(names = "--where", paramLabel = "QUERY", description = "Give the query as an option.")
  private Optional<String> where = Optional.empty();

  @Option(names = "--set", paramLabel = "NAME", description = "Select the users of this set.")
  private Optional<String> set = Optional.empty();

  @Option(names = "--json", description = "Print the numbers and the first IDs as JSON.")
  private boolean json;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Export all selected users in this format: ${COMPLETION-CANDIDATES}. Without it, the name of"
              + " the file of --out determines the format.")
  private Optional<UserFileFormat> format = Optional.empty();

  @Option(
      names = "--fields",
      paramLabel = "FIELD",
      split = ",",
      description =
          "Use only these fields, separated by commas, such as last_name,contact_info.email.email_address.")
  private List<String> fields = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write the export to this file, which only you can read. An existing file is replaced.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--with-pins",
      description = "Export each pin_number in clear, and not as bullets.")
  private boolean withPins;

  @Override
  public Integer call() {
    if (Stream.of(query, where, set).filter(Optional::isPresent).count() > 1) {
      throw usage("only one of QUERY, --where and --set can be given");
    }
    boolean isExport = format.isPresent() || file.isPresent();
    if (json && (isExport || !fields.isEmpty())) {
      throw usage("--json is not valid with --format, --out and --fields");
    }
    if (withPins && !isExport) {
      throw usage("--with-pins is only valid with --format or --out");
    }
    fields = fields.stream().map(String::strip).toList();
    if (fields.stream().anyMatch(field -> ("." + field + ".").contains(".."))) {
      throw usage("--fields needs the names of fields, separated by commas");
    }
    format = format.or(() -> file.map(this::formatOfName));
    return super.call();
  }

  private UserFileFormat formatOfName(Path path) {
    return UserFileFormat.ofName(path.toString())
        .orElseThrow(() -> usage("the format of " + path + " is unknown; give it with --format"));
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  @Override
  protected int run(Stack stack, Console console) {
    Optional<JsonNode> selection =
        set.<JsonNode>map(TextNode::valueOf)
            .or(
                () ->
                    query
                        .or(() -> where)
                        .map(text -> Json.MAPPER.createObjectNode().put("query", text)));
    Optional<FieldPaths> chosen =
        Optional.of(fields).filter(names -> !names.isEmpty()).map(FieldPaths::new);
    if (format.isPresent()) {
      UserExport export = new UserExport(stack, console, format.get(), chosen, withPins);
      return export.run(selection, file) ? ExitCode.DONE : ExitCode.FAILED;
    }
    JsonNode shown = selection.orElseGet(() -> Json.MAPPER.createObjectNode().put("query", "true"));
    new MemberList(stack, console, json, chosen).print(shown);
    return ExitCode.DONE;
  }
}
