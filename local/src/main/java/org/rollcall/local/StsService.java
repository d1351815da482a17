package org.rollcall.local;

import java.util.Map;
import org.rollcall.local.endpoint.QueryService;
import org.rollcall.local.endpoint.ServiceException;

/**
 * STS with one operation, {@code GetCallerIdentity}. All callers have the stack's key, so they are
 * one user.
 */
record StsService() implements QueryService {

  /** The version of the API. */
  static final String VERSION = "2011-06-15";

  private static final String USER = LocalStack.NAME;

  @Override
  public Map<String, ?> call(String action, Map<String, String> parameters)
      throws ServiceException {
    if (!action.equals("GetCallerIdentity")) {
      throw new ServiceException(
          "InvalidAction", "The local STS does not support %s.".formatted(action));
    }
    String account = StackSettings.STATE_MACHINE.account();
    return Map.of(
        "Arn", "arn:aws:iam::" + account + ":user/" + USER, "UserId", USER, "Account", account);
  }
}
