package org.rollcall.local.stack;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.JsonObjectReader;
import org.rollcall.local.endpoint.ses.SendQuota;
import org.rollcall.local.endpoint.ses.SesAccount;

/**
 * The file with which a person says what SES lets the account do. It is read again each time, so
 * that sending can be paused in the middle of a job; what it does not say is generous.
 *
 * @param path the file, which need not be there
 */
public record SesAccountFile(Path path) {

  public SesAccountFile {
    requireNonNull(path, "path is null");
  }

  /**
   * The account as the file has it now.
   *
   * @throws DataFolderException if the file holds anything else
   */
  public SesAccount read() {
    byte[] content;
    try {
      content = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return SesAccount.GENEROUS;
    } catch (IOException e) {
      throw unusable("it cannot be read");
    }
    Faults faults = new Faults();
    Optional<SesAccount> account =
        JsonObjectReader.read(String.valueOf(path.getFileName()), content, faults)
            .map(SesAccountFile::account);
    if (!faults.isEmpty()) {
      throw unusable(
          faults.found().stream()
              .map(fault -> fault.path() + " " + fault.message())
              .collect(Collectors.joining("; ")));
    }
    return account.orElseThrow();
  }

  private static SesAccount account(Fields file) {
    SendQuota quota =
        new SendQuota(
            file.count("max_24_hour_send").orElse(SendQuota.GENEROUS.max24HourSend()),
            file.count("max_send_rate").orElse(SendQuota.GENEROUS.maxSendRate()));
    boolean isEnabled = file.flag("sending_enabled").orElse(true);
    file.refuseOthers();
    return new SesAccount(quota, isEnabled);
  }

  private DataFolderException unusable(String why) {
    return new DataFolderException(
        "The mail account's file %s cannot be used (%s); mend it, or take it away for an account without bounds."
            .formatted(path, why));
  }
}
