;; A face's luminance on a grid, and what blur leaves of it. In 64 bits, stored in 32.
(module
  (import "env" "memory" (memory 1))

  ;; $black + $a·x + $b·y + $c·z of $plane numbers of each of three planes at $chip, to $out. Two at a time: writes 4 bytes behind the last.
  (func (export "luminance")
    (param $chip i32) (param $plane i32) (param $a f64) (param $b f64) (param $c f64) (param $black f64) (param $out i32)
    (local $second i32) (local $third i32) (local $end i32)
    (local.set $second (i32.add (local.get $chip) (i32.shl (local.get $plane) (i32.const 2))))
    (local.set $third (i32.add (local.get $second) (i32.shl (local.get $plane) (i32.const 2))))
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $plane) (i32.const 2))))
    (loop $two
      (v128.store64_lane 0 (local.get $out)
        (f32x4.demote_f64x2_zero
          (f64x2.add
            (f64x2.add
              (f64x2.add
                (f64x2.splat (local.get $black))
                (f64x2.mul (f64x2.splat (local.get $a)) (call $pair (local.get $chip))))
              (f64x2.mul (f64x2.splat (local.get $b)) (call $pair (local.get $second))))
            (f64x2.mul (f64x2.splat (local.get $c)) (call $pair (local.get $third))))))
      (local.set $chip (i32.add (local.get $chip) (i32.const 8)))
      (local.set $second (i32.add (local.get $second) (i32.const 8)))
      (local.set $third (i32.add (local.get $third) (i32.const 8)))
      (local.set $out (i32.add (local.get $out) (i32.const 8)))
      (br_if $two (i32.lt_u (local.get $out) (local.get $end)))))

  (func $pair (param $at i32) (result v128)
    (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $at))))

  ;; Samples $across × $down means of four of the square picture at $grey, $size wide, to $data, and those again to $inside whose four
  ;; lie $border or more inside the whole picture of $width × $height; the border is repeated for the others. Returns how many they are.
  ;; From the grid to the whole picture x = $a·u − $b·v + $tx, y = $b·u + $a·v + $ty, and from there to $grey likewise.
  (func (export "sample")
    (param $grey i32) (param $size i32) (param $across i32) (param $down i32) (param $data i32) (param $inside i32)
    (param $a f64) (param $b f64) (param $tx f64) (param $ty f64)
    (param $border f64) (param $width f64) (param $height f64)
    (param $ga f64) (param $gb f64) (param $gtx f64) (param $gty f64)
    (result i32)
    (local $u i32) (local $v i32) (local $k i32) (local $begin i32) (local $repeated i32)
    (local $gridX f64) (local $gridY f64) (local $x f64) (local $y f64) (local $px f64) (local $py f64) (local $sum f64) (local $mean f32)
    (local.set $begin (local.get $inside))
    (loop $rows
      (local.set $u (i32.const 0))
      (loop $columns
        (local.set $sum (f64.const 0))
        (local.set $repeated (i32.const 0))
        (local.set $k (i32.const 0))
        (loop $four
          (local.set $gridX (call $offset (local.get $u) (i32.and (local.get $k) (i32.const 1))))
          (local.set $gridY (call $offset (local.get $v) (i32.shr_u (local.get $k) (i32.const 1))))
          (local.set $x
            (f64.add
              (f64.sub (f64.mul (local.get $a) (local.get $gridX)) (f64.mul (local.get $b) (local.get $gridY)))
              (local.get $tx)))
          (local.set $y
            (f64.add
              (f64.add (f64.mul (local.get $b) (local.get $gridX)) (f64.mul (local.get $a) (local.get $gridY)))
              (local.get $ty)))
          (local.set $px
            (call $clamp (local.get $x) (local.get $border) (f64.sub (local.get $width) (local.get $border))))
          (local.set $py
            (call $clamp (local.get $y) (local.get $border) (f64.sub (local.get $height) (local.get $border))))
          (local.set $repeated
            (i32.or
              (local.get $repeated)
              (i32.or (f64.ne (local.get $px) (local.get $x)) (f64.ne (local.get $py) (local.get $y)))))
          (local.set $sum
            (f64.add
              (local.get $sum)
              (call $bilinear
                (local.get $grey) (local.get $size)
                (f64.add
                  (f64.sub (f64.mul (local.get $ga) (local.get $px)) (f64.mul (local.get $gb) (local.get $py)))
                  (local.get $gtx))
                (f64.add
                  (f64.add (f64.mul (local.get $gb) (local.get $px)) (f64.mul (local.get $ga) (local.get $py)))
                  (local.get $gty)))))
          (local.set $k (i32.add (local.get $k) (i32.const 1)))
          (br_if $four (i32.lt_u (local.get $k) (i32.const 4))))
        (local.set $mean (f32.demote_f64 (f64.div (local.get $sum) (f64.const 4))))
        (f32.store (local.get $data) (local.get $mean))
        (local.set $data (i32.add (local.get $data) (i32.const 4)))
        (if (i32.eqz (local.get $repeated))
          (then
            (f32.store (local.get $inside) (local.get $mean))
            (local.set $inside (i32.add (local.get $inside) (i32.const 4)))))
        (local.set $u (i32.add (local.get $u) (i32.const 1)))
        (br_if $columns (i32.lt_u (local.get $u) (local.get $across))))
      (local.set $v (i32.add (local.get $v) (i32.const 1)))
      (br_if $rows (i32.lt_u (local.get $v) (local.get $down))))
    (i32.shr_u (i32.sub (local.get $inside) (local.get $begin)) (i32.const 2)))

  ;; A quarter of a grid's pixel from its left edge, or from its right one.
  (func $offset (param $i i32) (param $edge i32) (result f64)
    (f64.add
      (f64.convert_i32_u (local.get $i))
      (f64.add (f64.const 0.25) (f64.mul (f64.const 0.5) (f64.convert_i32_u (local.get $edge))))))

  ;; Where the limits are the wrong way round, the middle.
  (func $clamp (param $value f64) (param $low f64) (param $high f64) (result f64)
    (if (result f64) (f64.gt (local.get $low) (local.get $high))
      (then (f64.div (f64.add (local.get $low) (local.get $high)) (f64.const 2)))
      (else (f64.min (local.get $high) (f64.max (local.get $low) (local.get $value))))))

  ;; Pixel i covers [i, i + 1); beyond the border it is repeated.
  (func $bilinear (param $grey i32) (param $size i32) (param $x f64) (param $y f64) (result f64)
    (local $limit f64) (local $left f64) (local $above f64) (local $top f64) (local $bottom f64)
    (local.set $limit (f64.sub (f64.convert_i32_u (local.get $size)) (f64.const 1.001)))
    (local.set $x (call $clamp (f64.sub (local.get $x) (f64.const 0.5)) (f64.const 0) (local.get $limit)))
    (local.set $y (call $clamp (f64.sub (local.get $y) (f64.const 0.5)) (f64.const 0) (local.get $limit)))
    (local.set $left (f64.floor (local.get $x)))
    (local.set $above (f64.floor (local.get $y)))
    (local.set $grey
      (i32.add
        (local.get $grey)
        (i32.shl
          (i32.add
            (i32.mul (i32.trunc_sat_f64_s (local.get $above)) (local.get $size))
            (i32.trunc_sat_f64_s (local.get $left)))
          (i32.const 2))))
    (local.set $x (f64.sub (local.get $x) (local.get $left)))
    (local.set $top (call $between (local.get $grey) (local.get $x)))
    (local.set $bottom
      (call $between (i32.add (local.get $grey) (i32.shl (local.get $size) (i32.const 2))) (local.get $x)))
    (f64.add
      (local.get $top)
      (f64.mul (f64.sub (local.get $y) (local.get $above)) (f64.sub (local.get $bottom) (local.get $top)))))

  (func $between (param $at i32) (param $part f64) (result f64)
    (f64.add
      (f64.promote_f32 (f32.load (local.get $at)))
      (f64.mul
        (local.get $part)
        (f64.sub (f64.promote_f32 (f32.load offset=4 (local.get $at))) (f64.promote_f32 (f32.load (local.get $at)))))))

  ;; The filter 1 4 6 4 1 along numbers that lie $step bytes apart, to the same places from $out on: of rows of $width numbers those from
  ;; $x to $right − 1, and the rows from $y to $bottom − 1; at least one each.
  (func (export "filter")
    (param $data i32) (param $out i32) (param $step i32) (param $width i32)
    (param $x i32) (param $y i32) (param $right i32) (param $bottom i32)
    (local $at i32) (local $end i32) (local $twice i32)
    (local.set $twice (i32.shl (local.get $step) (i32.const 1)))
    (local.set $out (i32.sub (local.get $out) (local.get $data)))
    (loop $rows
      (local.set $at (call $place (local.get $data) (local.get $width) (local.get $x) (local.get $y)))
      (local.set $end (call $place (local.get $data) (local.get $width) (local.get $right) (local.get $y)))
      (loop $columns
        (f32.store (i32.add (local.get $at) (local.get $out))
          (f32.demote_f64
            (f64.div
              (f64.add
                (f64.add
                  (f64.add
                    (call $number (i32.sub (local.get $at) (local.get $twice)))
                    (call $number (i32.add (local.get $at) (local.get $twice))))
                  (f64.mul
                    (f64.const 4)
                    (f64.add
                      (call $number (i32.sub (local.get $at) (local.get $step)))
                      (call $number (i32.add (local.get $at) (local.get $step))))))
                (f64.mul (f64.const 6) (call $number (local.get $at))))
              (f64.const 16))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $columns (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br_if $rows (i32.lt_u (local.get $y) (local.get $bottom)))))

  ;; Sum of the squares of the differences to the right and to the one below, from ($from, $from) to before ($right, $bottom), which
  ;; lies farther right and down.
  (func (export "energy")
    (param $data i32) (param $width i32) (param $from i32) (param $right i32) (param $bottom i32) (result f64)
    (local $y i32) (local $at i32) (local $end i32) (local $dx f64) (local $dy f64) (local $sum f64)
    (local.set $y (local.get $from))
    (loop $rows
      (local.set $at (call $place (local.get $data) (local.get $width) (local.get $from) (local.get $y)))
      (local.set $end (call $place (local.get $data) (local.get $width) (local.get $right) (local.get $y)))
      (loop $columns
        (local.set $dx
          (f64.sub
            (call $number (i32.add (local.get $at) (i32.const 4)))
            (call $number (local.get $at))))
        (local.set $dy
          (f64.sub
            (call $number (i32.add (local.get $at) (i32.shl (local.get $width) (i32.const 2))))
            (call $number (local.get $at))))
        (local.set $sum
          (f64.add
            (local.get $sum)
            (f64.add
              (f64.mul (local.get $dx) (local.get $dx))
              (f64.mul (local.get $dy) (local.get $dy)))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $columns (i32.lt_u (local.get $at) (local.get $end))))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br_if $rows (i32.lt_u (local.get $y) (local.get $bottom))))
    (local.get $sum))

  (func $place (param $data i32) (param $width i32) (param $x i32) (param $y i32) (result i32)
    (i32.add
      (local.get $data)
      (i32.shl (i32.add (i32.mul (local.get $y) (local.get $width)) (local.get $x)) (i32.const 2))))

  (func $number (param $at i32) (result f64)
    (f64.promote_f32 (f32.load (local.get $at)))))
