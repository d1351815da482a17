/** SES: requests to send, quotas, the inbox folder, and the events of delivery. */
package org.rollcall.local.endpoint.ses;
