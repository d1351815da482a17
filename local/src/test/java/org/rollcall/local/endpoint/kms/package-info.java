@NullMarked
package org.rollcall.local.endpoint.kms;

import org.jspecify.annotations.NullMarked;
