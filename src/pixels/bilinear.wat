;; Numbers between four pixels, weighed across and then down, in 64 bits: what networks are fed with.
(module
  (import "env" "memory" (memory 1))

  ;; A detector's input: of the picture (RGBA) at $data, which is $width wide, $size × $size samples of three numbers to $out,
  ;; value / 127.5 − 1. An axis has $size of each: the first pixel and the second (i32), the weight of the first and of the second (f64).
  ;; Writes 4 bytes behind the last.
  (func (export "input")
    (param $data i32) (param $width i32) (param $size i32) (param $across i32) (param $down i32) (param $out i32)
    (local $u i32) (local $v i32) (local $above i32) (local $below i32) (local $at i32)
    (local $toAbove v128) (local $toBelow v128) (local $toLeft v128) (local $toRight v128)
    (local $a i32) (local $b i32) (local $c i32) (local $d i32)
    (loop $rows
      (local.set $above
        (i32.mul (local.get $width) (i32.load (call $pixel (local.get $down) (local.get $v)))))
      (local.set $below
        (i32.mul (local.get $width) (i32.load (call $second (local.get $down) (local.get $v) (local.get $size)))))
      (local.set $at (call $weight (local.get $down) (local.get $v) (local.get $size)))
      (local.set $toAbove (v128.load64_splat (local.get $at)))
      (local.set $toBelow (v128.load64_splat (i32.add (local.get $at) (i32.shl (local.get $size) (i32.const 3)))))
      (local.set $u (i32.const 0))
      (loop $columns
        (local.set $a (i32.load (call $pixel (local.get $across) (local.get $u))))
        (local.set $b (i32.load (call $second (local.get $across) (local.get $u) (local.get $size))))
        (local.set $at (call $weight (local.get $across) (local.get $u) (local.get $size)))
        (local.set $toLeft (v128.load64_splat (local.get $at)))
        (local.set $toRight (v128.load64_splat (i32.add (local.get $at) (i32.shl (local.get $size) (i32.const 3)))))
        (local.set $c (i32.load (call $pixel (local.get $data) (i32.add (local.get $below) (local.get $a)))))
        (local.set $d (i32.load (call $pixel (local.get $data) (i32.add (local.get $below) (local.get $b)))))
        (local.set $a (i32.load (call $pixel (local.get $data) (i32.add (local.get $above) (local.get $a)))))
        (local.set $b (i32.load (call $pixel (local.get $data) (i32.add (local.get $above) (local.get $b)))))
        (v128.store (local.get $out)
          (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
            (f32x4.demote_f64x2_zero
              (call $centred
                (call $mix
                  (call $low (local.get $a)) (call $low (local.get $b)) (call $low (local.get $c)) (call $low (local.get $d))
                  (local.get $toLeft) (local.get $toRight) (local.get $toAbove) (local.get $toBelow))))
            (f32x4.demote_f64x2_zero
              (call $centred
                (call $mix
                  (call $high (local.get $a)) (call $high (local.get $b)) (call $high (local.get $c)) (call $high (local.get $d))
                  (local.get $toLeft) (local.get $toRight) (local.get $toAbove) (local.get $toBelow))))))
        (local.set $out (i32.add (local.get $out) (i32.const 12)))
        (local.set $u (i32.add (local.get $u) (i32.const 1)))
        (br_if $columns (i32.lt_u (local.get $u) (local.get $size))))
      (local.set $v (i32.add (local.get $v) (i32.const 1)))
      (br_if $rows (i32.lt_u (local.get $v) (local.get $size)))))

  ;; A square chip of three planes of $size × $size numbers, (value − mean) · $scale, of the picture (RGBA) at $from. Pixel i covers
  ;; [i, i + 1); x = $a·u − $b·v + $tx, y = $b·u + $a·v + $ty. Black outside.
  (func (export "chip")
    (param $from i32) (param $width i32) (param $height i32) (param $size i32)
    (param $a f64) (param $b f64) (param $tx f64) (param $ty f64)
    (param $red i32) (param $green i32) (param $blue i32)
    (param $meanRed f64) (param $meanGreen f64) (param $meanBlue f64) (param $scale f64)
    (local $u i32) (local $v i32) (local $uMiddle f64) (local $vMiddle f64) (local $x f64) (local $y f64) (local $x0 f64) (local $y0 f64) (local $at i32)
    (local $left f64) (local $right f64) (local $top f64) (local $bottom f64)
    (local $p i32) (local $q i32) (local $r i32) (local $s i32) (local $pair v128)
    (loop $rows
      (local.set $u (i32.const 0))
      (loop $columns
        (local.set $uMiddle (f64.add (f64.convert_i32_u (local.get $u)) (f64.const 0.5)))
        (local.set $vMiddle (f64.add (f64.convert_i32_u (local.get $v)) (f64.const 0.5)))
        (local.set $x
          (f64.sub
            (f64.add
              (f64.sub (f64.mul (local.get $a) (local.get $uMiddle)) (f64.mul (local.get $b) (local.get $vMiddle)))
              (local.get $tx))
            (f64.const 0.5)))
        (local.set $y
          (f64.sub
            (f64.add
              (f64.add (f64.mul (local.get $b) (local.get $uMiddle)) (f64.mul (local.get $a) (local.get $vMiddle)))
              (local.get $ty))
            (f64.const 0.5)))
        (local.set $x0 (f64.floor (local.get $x)))
        (local.set $y0 (f64.floor (local.get $y)))
        ;; What is outside weighs nothing, and is not read.
        (local.set $right
          (call $within
            (f64.sub (local.get $x) (local.get $x0))
            (f64.add (local.get $x0) (f64.const 1)) (local.get $width)))
        (local.set $left
          (call $within
            (f64.sub (f64.const 1) (f64.sub (local.get $x) (local.get $x0)))
            (local.get $x0) (local.get $width)))
        (local.set $bottom
          (call $within
            (f64.sub (local.get $y) (local.get $y0))
            (f64.add (local.get $y0) (f64.const 1)) (local.get $height)))
        (local.set $top
          (call $within
            (f64.sub (f64.const 1) (f64.sub (local.get $y) (local.get $y0)))
            (local.get $y0) (local.get $height)))
        (local.set $at
          (i32.add
            (i32.mul (i32.trunc_sat_f64_s (local.get $y0)) (local.get $width))
            (i32.trunc_sat_f64_s (local.get $x0))))
        (local.set $p (call $weighed (local.get $from) (local.get $at) (local.get $top) (local.get $left)))
        (local.set $q
          (call $weighed
            (local.get $from) (i32.add (local.get $at) (i32.const 1)) (local.get $top) (local.get $right)))
        (local.set $at (i32.add (local.get $at) (local.get $width)))
        (local.set $r (call $weighed (local.get $from) (local.get $at) (local.get $bottom) (local.get $left)))
        (local.set $s
          (call $weighed
            (local.get $from) (i32.add (local.get $at) (i32.const 1)) (local.get $bottom) (local.get $right)))
        (local.set $pair
          (call $mix
            (call $low (local.get $p)) (call $low (local.get $q)) (call $low (local.get $r)) (call $low (local.get $s))
            (f64x2.splat (local.get $left)) (f64x2.splat (local.get $right))
            (f64x2.splat (local.get $top)) (f64x2.splat (local.get $bottom))))
        (f32.store (local.get $red)
          (call $scaled (f64x2.extract_lane 0 (local.get $pair)) (local.get $meanRed) (local.get $scale)))
        (f32.store (local.get $green)
          (call $scaled (f64x2.extract_lane 1 (local.get $pair)) (local.get $meanGreen) (local.get $scale)))
        (local.set $pair
          (call $mix
            (call $high (local.get $p)) (call $high (local.get $q)) (call $high (local.get $r)) (call $high (local.get $s))
            (f64x2.splat (local.get $left)) (f64x2.splat (local.get $right))
            (f64x2.splat (local.get $top)) (f64x2.splat (local.get $bottom))))
        (f32.store (local.get $blue)
          (call $scaled (f64x2.extract_lane 0 (local.get $pair)) (local.get $meanBlue) (local.get $scale)))
        (local.set $red (i32.add (local.get $red) (i32.const 4)))
        (local.set $green (i32.add (local.get $green) (i32.const 4)))
        (local.set $blue (i32.add (local.get $blue) (i32.const 4)))
        (local.set $u (i32.add (local.get $u) (i32.const 1)))
        (br_if $columns (i32.lt_u (local.get $u) (local.get $size))))
      (local.set $v (i32.add (local.get $v) (i32.const 1)))
      (br_if $rows (i32.lt_u (local.get $v) (local.get $size)))))

  ;; Where number $i of an axis lies: of its first pixels, its second ones, and the weights of the first.
  (func $pixel (param $axis i32) (param $i i32) (result i32)
    (i32.add (local.get $axis) (i32.shl (local.get $i) (i32.const 2))))
  (func $second (param $axis i32) (param $i i32) (param $size i32) (result i32)
    (i32.add (local.get $axis) (i32.shl (i32.add (local.get $size) (local.get $i)) (i32.const 2))))
  (func $weight (param $axis i32) (param $i i32) (param $size i32) (result i32)
    (i32.add (local.get $axis) (i32.shl (i32.add (local.get $size) (local.get $i)) (i32.const 3))))

  ;; $weight where pixel $at is one of $count, else 0.
  (func $within (param $weight f64) (param $at f64) (param $count i32) (result f64)
    (select
      (local.get $weight)
      (f64.const 0)
      (i32.and
        (f64.ge (local.get $at) (f64.const 0))
        (f64.lt (local.get $at) (f64.convert_i32_u (local.get $count))))))

  (func $weighed (param $from i32) (param $at i32) (param $one f64) (param $other f64) (result i32)
    (if (result i32) (f64.gt (f64.mul (local.get $one) (local.get $other)) (f64.const 0))
      (then (i32.load (i32.add (local.get $from) (i32.shl (local.get $at) (i32.const 2)))))
      (else (i32.const 0))))

  ;; Red and green of a pixel; blue and alpha.
  (func $low (param $pixel i32) (result v128)
    (f64x2.convert_low_i32x4_u
      (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (i32x4.splat (local.get $pixel))))))
  (func $high (param $pixel i32) (result v128)
    (call $low (i32.shr_u (local.get $pixel) (i32.const 16))))

  (func $mix
    (param $a v128) (param $b v128) (param $c v128) (param $d v128)
    (param $left v128) (param $right v128) (param $top v128) (param $bottom v128) (result v128)
    (f64x2.add
      (f64x2.mul
        (local.get $top)
        (f64x2.add (f64x2.mul (local.get $left) (local.get $a)) (f64x2.mul (local.get $right) (local.get $b))))
      (f64x2.mul
        (local.get $bottom)
        (f64x2.add (f64x2.mul (local.get $left) (local.get $c)) (f64x2.mul (local.get $right) (local.get $d))))))

  (func $centred (param $values v128) (result v128)
    (f64x2.sub
      (f64x2.div (local.get $values) (f64x2.splat (f64.const 127.5)))
      (f64x2.splat (f64.const 1))))

  (func $scaled (param $value f64) (param $mean f64) (param $scale f64) (result f32)
    (f32.demote_f64 (f64.mul (f64.sub (local.get $value) (local.get $mean)) (local.get $scale)))))
