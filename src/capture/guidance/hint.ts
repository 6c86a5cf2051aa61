/** What the person in front of the camera is told; `good`: stay like that. */
export type Hint =
  | 'no_face'
  | 'one_person'
  | 'into_frame'
  | 'closer'
  | 'back'
  | 'too_dark'
  | 'too_bright'
  | 'more_light'
  | 'uncover'
  | 'hold_still'
  | 'straight'
  | 'turn_left'
  | 'turn_right'
  | 'look_up'
  | 'look_down'
  | 'good';
