package org.rollcall.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.rollcall.aws.ClientLimits;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.letter.ses.SesClientConfiguration;
import org.rollcall.local.endpoint.AwsEndpoint;
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
import org.rollcall.start.Executions;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The HTTP endpoint of all services except S3, and clients for SES, KMS and Step Functions. SES,
 * KMS and STS are available from the start; the other services are added later. The clients of SES
 * and KMS call the services without HTTP.
 */
record AwsServices(AwsEndpoint endpoint, SesClient ses, KmsClient kms) implements AutoCloseable {

  /**
   * Starts the endpoint with SES, KMS and STS.
   *
   * @param options has the port
   * @param key the credentials of clients
   * @param sleeper waits before the retries of a letter
   * @param faults receives failures of files
   * @throws DataFolderException if the SES account file is invalid, or the password key of a new
   *     folder cannot be created
   */
  static AwsServices start(
      DataFolder folder,
      ServingOptions options,
      ServerKey key,
      Clock clock,
      Sleeper sleeper,
      FileFaults faults) {
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
    AwsEndpoint endpoint = AwsEndpoint.start(options.servicesPort(), key);
    endpoint.addJsonService(KmsService.PREFIX, keys);
    endpoint.addQueryService(StsService.VERSION, new StsService());
    endpoint.addQueryService(SesService.VERSION, mail);
    RetryStrategy retries = SesClientConfiguration.create().retryStrategy().orElseThrow();
    return new AwsServices(
        endpoint,
        new InProcessSesClient(mail, retries, sleeper::pause),
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

  SfnClient stepFunctions() {
    return SfnClient.builder()
        .overrideConfiguration(ClientLimits.forLocalService(Executions.clientConfiguration()))
        .endpointOverride(endpoint.uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(endpoint.credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
