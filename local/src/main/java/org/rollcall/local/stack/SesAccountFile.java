package org.rollcall.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.local.endpoint.ses.SesAccount;

/**
 * A file in which a user sets the SES quotas, whether sending is enabled, and which addresses are
 * not verified. The file is read for each request, so that sending can be paused while a job runs.
 * Missing settings are unlimited.
 *
 * @param path the file, which may not exist
 */
public record SesAccountFile(Path path) {

  /**
   * Reads the current settings.
   *
   * @throws DataFolderException if the file is invalid or cannot be read
   */
  public SesAccount read() {
    byte[] content;
    try {
      content = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return SesAccount.UNLIMITED;
    } catch (IOException e) {
      throw invalid("it cannot be read");
    }
    Faults faults = new Faults();
    Optional<SesAccount> account =
        Fields.ofFile(String.valueOf(path.getFileName()), content, faults)
            .map(SesAccountFile::account);
    if (!faults.isEmpty()) {
      throw invalid(
          faults.found().stream()
              .map(fault -> fault.path() + " " + fault.message())
              .collect(Collectors.joining("; ")));
    }
    return account.orElseThrow();
  }

  private static SesAccount account(Fields file) {
    SesAccount account =
        new SesAccount(
            file.count("max_24_hour_send").orElse(SesAccount.UNLIMITED.max24HourSend()),
            file.count("max_send_rate").orElse(SesAccount.UNLIMITED.maxSendRate()),
            file.flag("sending_enabled").orElse(true),
            file.texts("unverified_senders"),
            file.texts("unverified_recipients"));
    file.rejectUnknownKeys();
    return account;
  }

  private DataFolderException invalid(String reason) {
    return new DataFolderException(DataFolderError.SES_ACCOUNT_FILE_INVALID, path, reason);
  }
}
