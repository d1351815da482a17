package org.rollcall.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.letter.ses.SesClientConfiguration;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.QueryService;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.endpoint.kms.InProcessKmsClient;
import org.rollcall.local.endpoint.kms.KmsService;
import org.rollcall.local.endpoint.ses.InProcessSesClient;
import org.rollcall.local.endpoint.ses.SesAccount;
import org.rollcall.local.endpoint.ses.SesService;
import org.rollcall.local.stack.DataFolder;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.stack.SesAccountFile;
import org.rollcall.notify.Sleeper;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ses.SesClient;

/**
 * SES and KMS on a data folder, with clients that call them without HTTP. Other programs reach them
 * by an HTTP endpoint.
 *
 * @param mail the service of the client {@code ses}
 * @param keys the service of the client {@code kms}
 */
record AwsServices(QueryService mail, SesClient ses, JsonService keys, KmsClient kms)
    implements AutoCloseable {

  /**
   * Opens the services.
   *
   * @param sleeper waits before the retries of a letter
   * @param faults receives failures of files
   * @throws DataFolderException if the SES account file is invalid, or the password key of a new
   *     folder cannot be created
   */
  static AwsServices open(DataFolder folder, Clock clock, Sleeper sleeper, FileFaults faults) {
    SesAccountFile account = folder.sesAccount();
    account.read();
    createPasswordKey(folder, faults);
    SesService ses =
        new SesService(
            folder.sentMail(),
            () -> currentAccount(account),
            tags -> LetterTags.of(tags).map(letter -> letter.user().toString()),
            clock);
    QueryService mail =
        (action, parameters) -> {
          try {
            return ses.call(action, parameters);
          } catch (UncheckedIOException e) {
            String message = faults.failed(e, folder.inbox()).getMessage();
            throw new ServiceException(500, "InternalFailure", String.valueOf(message));
          }
        };
    KmsService keys = new KmsService(folder.passwordKey());
    RetryStrategy retries = SesClientConfiguration.create().retryStrategy().orElseThrow();
    return new AwsServices(
        mail,
        new InProcessSesClient(mail, retries, sleeper::pause),
        keys,
        new InProcessKmsClient(keys));
  }

  /** A folder in use that has lost its key gets no other key, since its passwords would be lost. */
  private static void createPasswordKey(DataFolder folder, FileFaults faults) {
    if (!folder.isFilled()) {
      try {
        KmsService.createKey(folder.passwordKey());
      } catch (IOException e) {
        throw faults.failed(e, folder.passwordKey());
      }
    }
  }

  /** If the file becomes invalid while a job runs, SES refuses to send until it is corrected. */
  private static SesAccount currentAccount(SesAccountFile account) throws ServiceException {
    try {
      return account.read();
    } catch (DataFolderException e) {
      throw new ServiceException("AccountUnknown", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Starts an HTTP endpoint with these services, STS and CloudFormation.
   *
   * @param folder is in the outputs of the stack
   * @param key the credentials of clients
   */
  AwsEndpoint serve(DataFolder folder, int port, ServerKey key) {
    CloudFormationService stacks =
        new CloudFormationService(
            LocalStack.NAME, StackSettings.parameters(), StackSettings.outputs(folder));
    return AwsEndpoint.start(port, key)
        .addJsonService(KmsService.PREFIX, keys)
        .addQueryService(StsService.VERSION, new StsService())
        .addQueryService(SesService.VERSION, mail)
        .addQueryService(CloudFormationService.VERSION, stacks);
  }

  @Override
  public void close() {
    // The services have nothing open.
  }
}
