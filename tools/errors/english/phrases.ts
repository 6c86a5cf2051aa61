export const NOT_YOUR_FAULT = 'Something is wrong with this page. Please tell its operator.';
export const ANOTHER_PHOTO = 'Please use another photo.';
export const TRY_AGAIN = 'That did not work. Please try again.';
export const OLD_CLIENT = 'Correct the request, or how the client signs it.';
