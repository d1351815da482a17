package org.rollcall.local;

import java.net.URI;
import java.time.Clock;
import org.rollcall.letter.Mailer;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.QueryService;
import org.rollcall.local.endpoint.RestService;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.endpoint.kms.KmsService;
import org.rollcall.local.endpoint.ses.SesAccount;
import org.rollcall.local.endpoint.ses.SesEvents;
import org.rollcall.local.endpoint.ses.SesService;
import org.rollcall.local.stack.DataFolder;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.local.stack.DynamoDbService;
import org.rollcall.local.stack.SesAccountFile;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** SES, KMS and Step Functions behind one local address, and the SDK's clients of them. */
final class AwsServices implements AutoCloseable {

  private final AwsEndpoint endpoint;

  private AwsServices(AwsEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Starts them.
   *
   * @param port where they are had, or 0 for any that is free
   * @param key what clients sign with
   * @throws DataFolderException if the file of the mail account holds something else
   */
  static AwsServices start(DataFolder folder, int port, ServerKey key, Clock clock) {
    SesAccountFile account = folder.mailAccount();
    account.read();
    AwsEndpoint endpoint = AwsEndpoint.start(port, key);
    endpoint.json(KmsService.PREFIX, new KmsService(folder.passwordKey()));
    SesEvents events = new SesEvents(folder.mailEvents(), folder.inbox());
    endpoint.query(
        SesService.VERSION, new SesService(folder.inbox(), events, () -> now(account), clock));
    return new AwsServices(endpoint);
  }

  /** In the middle of a job a broken file holds the mail up. */
  private static SesAccount now(SesAccountFile account) throws ServiceException {
    try {
      return account.read();
    } catch (DataFolderException e) {
      throw new ServiceException("AccountUnknown", String.valueOf(e.getMessage()));
    }
  }

  void addStates(JsonService states) {
    endpoint.json("AWSStepFunctions", states);
  }

  /** Lets other programs have what this process has otherwise without HTTP, and say of what. */
  void addOthers(JsonService dynamoDb, RestService lambda, QueryService cloudFormation) {
    endpoint.json(DynamoDbService.PREFIX, dynamoDb);
    endpoint.rest(LambdaService.VERSION, lambda);
    endpoint.query(CloudFormationService.VERSION, cloudFormation);
  }

  URI uri() {
    return endpoint.uri();
  }

  SesClient ses() {
    return client(SesClient.builder().overrideConfiguration(Mailer.settings()));
  }

  KmsClient kms() {
    return client(KmsClient.builder());
  }

  SfnClient states() {
    return client(SfnClient.builder());
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    URI address = endpoint.uri();
    return builder
        .endpointOverride(address)
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
