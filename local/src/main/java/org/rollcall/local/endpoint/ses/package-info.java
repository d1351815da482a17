/** SES: requests to send, quotas, the inbox folder, and the events of delivery. */
@NullMarked
package org.rollcall.local.endpoint.ses;

import org.jspecify.annotations.NullMarked;
