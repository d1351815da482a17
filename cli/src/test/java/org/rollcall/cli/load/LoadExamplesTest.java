package org.rollcall.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.document.ErrorExample;
import org.rollcall.cli.document.ErrorRow;
import org.rollcall.cli.document.ErrorsDocument;
import org.rollcall.cli.userfile.UserFile;
import org.rollcall.cli.userfile.UserFileError;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.RecordError;
import org.rollcall.local.load.LoadRule;

/** Loads of the files in {@code docs/errors.md} print the code of the row. */
class LoadExamplesTest {

  private static final Set<Class<?>> LOAD_ERRORS = Set.of(UserFileError.class, RecordError.class);

  @TempDir static Path temp;
  static LocalStack stack;

  @BeforeAll
  static void open() {
    stack = LocalStack.open(temp.resolve("data"), Path.of(System.getProperty("rollcall.home")));
  }

  @AfterAll
  static void close() {
    stack.close();
  }

  static List<ErrorRow> loads() {
    return ErrorsDocument.generate().rows().stream()
        .filter(ErrorRow::hasExample)
        .filter(row -> LOAD_ERRORS.contains(row.code().getClass()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("loads")
  void file_shouldBeLoadedWithItsCode(ErrorRow row) throws IOException {
    Map.Entry<String, Optional<byte[]>> file =
        ErrorExample.parse(row.example()).objects().entrySet().iterator().next();
    Path path = Files.write(temp.resolve(file.getKey()), file.getValue().orElseThrow());
    StringWriter err = new StringWriter();
    UserLoader loader =
        new UserLoader(
            stack.userAdministration(), LoadRule.REPLACE, kept -> {}, CommandResult.console(err));

    UserFile.read(path, loader);
    loader.finish();

    // Short records also lack an account type, which is reported first.
    assertThat(err.toString().strip()).endsWith("[" + row.code().name() + "]");
  }
}
